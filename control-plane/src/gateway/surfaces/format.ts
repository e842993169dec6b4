import type { GatewayError } from "../gateway-error.ts";

/** What the surfaces of one vendor's API share. */
export interface Format {
  id: "openai" | "anthropic";
  /** The headers that carry a credential to an upstream. */
  credentialHeaders(value: string, hostname: string): Record<string, string>;
  errorBody(fault: GatewayError, requestId: string): object;
  /** The event by which a stream that has begun tells that it failed. */
  errorEvent(fault: GatewayError, requestId: string): string;
  /** Where else its SDKs look for a request's id than in `x-request-id`. */
  requestIdHeader?: string;
}
