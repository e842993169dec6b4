import type { GatewayError } from "../gateway-error.ts";
import type { Format } from "./format.ts";

/** Anthropic's words for a status; its SDKs choose their error class by the status. */
const TYPES: Record<number, string> = {
  400: "invalid_request_error",
  401: "authentication_error",
  403: "permission_error",
  404: "not_found_error",
  413: "request_too_large",
  422: "invalid_request_error",
  429: "rate_limit_error",
  503: "overloaded_error",
  504: "timeout_error",
  529: "overloaded_error",
};

function errorBody({ message, status }: GatewayError, requestId: string) {
  return {
    type: "error",
    error: { type: TYPES[status] ?? (status >= 500 ? "api_error" : "invalid_request_error"), message },
    request_id: requestId,
  };
}

export const anthropicFormat: Format = {
  requestIdHeader: "request-id",
  id: "anthropic",
  credentialHeaders: (value) => ({ "x-api-key": value }),
  errorBody,
  errorEvent: (fault, requestId) => `event: error\ndata: ${JSON.stringify(errorBody(fault, requestId))}\n\n`,
};
