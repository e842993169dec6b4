import type { Format } from "../surface.ts";

const TYPES: Record<number, string> = {
  400: "invalid_request_error",
  401: "authentication_error",
  403: "permission_error",
  404: "not_found_error",
  413: "request_too_large",
  422: "invalid_request_error",
  429: "rate_limit_error",
  529: "overloaded_error",
};

/** What Anthropic's surfaces share. */
export const anthropicFormat: Format = {
  // Its SDK sends a key in either header, depending on the version.
  credential: ({ "x-api-key": apiKey, authorization }) =>
    apiKey ?? authorization?.match(/^Bearer (.*)$/i)?.[1],
  headers: (requestId) => ({ "request-id": requestId }),
  errorBody: ({ status, message }, requestId) => ({
    type: "error",
    error: { type: TYPES[status] ?? "api_error", message },
    request_id: requestId,
  }),
  errorEvent: ({ message }) => ({
    event: "error",
    data: { type: "error", error: { type: "api_error", message } },
  }),
};
