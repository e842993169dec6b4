/** What the primary process and its workers tell each other. */

/** A worker is to finish what it does and end. */
export const SHUT_DOWN = "aigateway:shut-down";

/** A worker serves. */
export interface Listening {
  type: "aigateway:listening";
  url: string;
}

/** A worker was asked for metrics, which the primary gets from all. */
export interface MetricsRequest {
  type: "aigateway:metrics-request";
  id: number;
}

/** The text for Prometheus; undefined: not all workers answered in time. */
export interface MetricsAnswer {
  type: "aigateway:metrics-answer";
  id: number;
  text: string | undefined;
}

export function isListening(message: unknown): message is Listening {
  return typeOf(message) === "aigateway:listening";
}

export function isMetricsRequest(message: unknown): message is MetricsRequest {
  return typeOf(message) === "aigateway:metrics-request";
}

export function isMetricsAnswer(message: unknown): message is MetricsAnswer {
  return typeOf(message) === "aigateway:metrics-answer";
}

function typeOf(message: unknown): unknown {
  return (message as { type?: unknown } | null)?.type;
}
