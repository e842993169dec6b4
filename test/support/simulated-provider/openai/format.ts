import type { Format, ProviderError } from "../surface.ts";

/** The error types that OpenAI names, by status. */
const TYPES: Record<number, string> = {
  401: "invalid_request_error",
  403: "permission_error",
  429: "rate_limit_error",
};

function typeOf(status: number): string {
  return TYPES[status] ?? (status >= 500 ? "server_error" : "invalid_request_error");
}

function errorBody({ status, message, param, code }: ProviderError) {
  return { error: { message, type: typeOf(status), param, code } };
}

/** What all of OpenAI's surfaces share. */
export const openaiFormat: Format = {
  credential({ authorization, "api-key": apiKey }, path) {
    // Azure takes a key of its own as well.
    if (path.startsWith("/openai/deployments/") && apiKey !== undefined) return apiKey;
    return authorization?.match(/^Bearer (.*)$/i)?.[1];
  },
  headers: (requestId) => ({ "x-request-id": requestId, "openai-processing-ms": "1" }),
  errorBody,
  errorEvent: (fault) => ({ data: errorBody(fault) }),
};

/** The responses' streams have an error event of their own. */
export const responsesFormat: Format = {
  ...openaiFormat,
  errorEvent: ({ message, param, code }) => ({
    event: "error",
    data: { type: "error", code, message, param, sequence_number: 0 },
  }),
};
