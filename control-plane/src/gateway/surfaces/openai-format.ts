import type { GatewayError } from "../gateway-error.ts";
import type { Format } from "./format.ts";

/** OpenAI's words for a status; its SDKs choose their error class by the status. */
const TYPES: Record<number, string> = {
  400: "invalid_request_error",
  401: "authentication_error",
  403: "permission_error",
  404: "not_found_error",
  413: "invalid_request_error",
  422: "invalid_request_error",
  429: "rate_limit_error",
};

/** The error in OpenAI's shape. */
export function openAiErrorBody({ message, status, param, code }: GatewayError) {
  return {
    error: {
      message,
      type: TYPES[status] ?? (status >= 500 ? "server_error" : "invalid_request_error"),
      param,
      code,
    },
  };
}

export const openAiFormat: Format = {
  id: "openai",
  credentialHeaders: (value, hostname) =>
    hostname.endsWith(".openai.azure.com") ? { "api-key": value } : { authorization: `Bearer ${value}` },
  errorBody: openAiErrorBody,
  errorEvent: (fault) => `data: ${JSON.stringify(openAiErrorBody(fault))}\n\n`,
};
