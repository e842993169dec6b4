import { SpanKind, type Tracer as SpanTracer } from "@opentelemetry/api";
import type { Tracer } from "../gateway/tracing.ts";
import { httpAttributes, spanNameOf } from "./http-attributes.ts";
import { AIGATEWAY_REQUEST_ID } from "./own-attributes.ts";
import { contextFrom } from "./propagation.ts";
import { RequestSpan } from "./request-span.ts";

/** The gateway's tracer, by OpenTelemetry's. */
export function createRequestTracer(tracer: SpanTracer): Tracer {
  return {
    begin(request) {
      const parent = contextFrom(request.headers);
      const span = tracer.startSpan(
        spanNameOf(request),
        {
          kind: SpanKind.SERVER,
          attributes: { ...httpAttributes(request), [AIGATEWAY_REQUEST_ID]: request.requestId },
        },
        parent,
      );
      return new RequestSpan(tracer, span, parent, request.requestId);
    },
  };
}
