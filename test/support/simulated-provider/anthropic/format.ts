import type { Format, ProviderError } from "../surface.ts";

/** Anthropic's error types, by status. */
const TYPES: Record<number, string> = {
  401: "authentication_error",
  402: "billing_error",
  403: "permission_error",
  404: "not_found_error",
  413: "request_too_large",
  429: "rate_limit_error",
  504: "timeout_error",
  529: "overloaded_error",
};

function errorOf({ status, message }: ProviderError) {
  const type = TYPES[status] ?? (status >= 500 ? "api_error" : "invalid_request_error");
  return { type, message };
}

/** What all of Anthropic's surfaces share. */
export const anthropicFormat: Format = {
  // Its SDK sends a key in either header, depending on the version.
  credential: ({ "x-api-key": apiKey, authorization }) =>
    apiKey ?? authorization?.match(/^Bearer (.*)$/i)?.[1],
  headers: (requestId) => ({ "request-id": requestId }),
  errorBody: (fault, requestId) => ({ type: "error", error: errorOf(fault), request_id: requestId }),
  errorEvent: (fault) => ({ event: "error", data: { type: "error", error: errorOf(fault) } }),
};
