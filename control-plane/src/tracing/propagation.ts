import type { IncomingHttpHeaders } from "node:http";
import { type Context, defaultTextMapGetter, defaultTextMapSetter, ROOT_CONTEXT } from "@opentelemetry/api";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import type { TraceHeaders } from "../gateway/tracing.ts";

const traceContext = new W3CTraceContextPropagator();

/** The trace that a client has begun, or none: a `traceparent` that is malformed counts for nothing, `tracestate` with it. */
export function contextFrom(headers: IncomingHttpHeaders): Context {
  return traceContext.extract(ROOT_CONTEXT, headers, defaultTextMapGetter);
}

/** What continues the trace at an upstream. */
export function headersOf(context: Context): TraceHeaders {
  const headers: TraceHeaders = { traceparent: undefined, tracestate: undefined };
  traceContext.inject(context, headers, defaultTextMapSetter);
  return headers;
}
