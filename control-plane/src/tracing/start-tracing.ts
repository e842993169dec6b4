import { setTimeout as sleep } from "node:timers/promises";
import { diag } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import type { Logger } from "pino";
import type { Clock } from "../clock.ts";
import type { Tracer } from "../gateway/tracing.ts";
import { logDiagnostics } from "./log-diagnostics.ts";
import { reportFailures } from "./report-failures.ts";
import { createRequestTracer } from "./request-tracer.ts";
import { createSpanProvider } from "./span-provider.ts";
import type { TracingConfig } from "./tracing-config.ts";
import { createWarningLimit } from "./warning-limit.ts";

export interface Tracing {
  tracer: Tracer;
  /** Exports what is left, if the collector takes it in time. */
  close(): Promise<void>;
}

export interface TracingOptions {
  config: TracingConfig;
  clock: Clock;
  log: Logger;
}

/** A collector that does not answer may hold up the end of the process for this long. */
const FLUSH_TIMEOUT_MS = 3000;

/**
 * Spans over OTLP. This file and what it imports is all that knows OpenTelemetry; it is loaded only when there is an
 * endpoint. Nothing is registered globally but the diagnostics.
 */
export function startTracing({ config, clock, log }: TracingOptions): Tracing {
  const { url, headers } = config;
  logDiagnostics({ log, mayWarn: createWarningLimit(clock), secrets: Object.values(headers) });
  const exporter = reportFailures(new OTLPTraceExporter({ url, headers }), {
    log,
    mayWarn: createWarningLimit(clock),
  });
  const provider = createSpanProvider(config, exporter);
  // No path and no user name: either may be a credential.
  log.info({ endpoint: new URL(url).origin }, "requests are traced");

  return {
    tracer: createRequestTracer(provider.getTracer("aigateway")),
    async close() {
      const deadline = new AbortController();
      const late = sleep(FLUSH_TIMEOUT_MS, undefined, { signal: deadline.signal }).catch(() => undefined);
      await Promise.race([provider.shutdown().catch(() => undefined), late]);
      deadline.abort();
      diag.disable();
    },
  };
}
