import type { Format } from "../surface.ts";

const TYPES: Record<number, string> = {
  401: "authentication_error",
  403: "permission_error",
  404: "not_found_error",
  429: "rate_limit_error",
};

/** What OpenAI's surfaces share. */
export const openaiFormat: Format = {
  credential: (headers, path) =>
    path.startsWith("/openai/deployments/")
      ? headers["api-key"]
      : headers.authorization?.match(/^Bearer (.*)$/i)?.[1],
  headers: (requestId) => ({ "x-request-id": requestId, "openai-version": "2020-10-01" }),
  errorBody: (fault) => ({
    error: {
      message: fault.message,
      type: TYPES[fault.status] ?? (fault.status >= 500 ? "server_error" : "invalid_request_error"),
      param: fault.param,
      code: fault.code,
    },
  }),
  errorEvent: (fault) => ({
    data: { error: { message: fault.message, type: "server_error", param: null, code: null } },
  }),
};
