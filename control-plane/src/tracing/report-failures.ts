import { ExportResultCode } from "@opentelemetry/core";
import type { SpanExporter } from "@opentelemetry/sdk-trace";
import type { Logger } from "pino";

export interface ReportOptions {
  log: Logger;
  mayWarn(): boolean;
}

/** An exporter whose failures are told in the log, now and then, with how many spans were lost since the last time. */
export function reportFailures(exporter: SpanExporter, { log, mayWarn }: ReportOptions): SpanExporter {
  let lost = 0;
  let wasTold = false;

  function report(error: Error | undefined): void {
    if (!mayWarn()) return;
    log.warn({ lost, reason: reasonOf(error) }, "spans could not be exported");
    lost = 0;
    wasTold = true;
  }

  return {
    export(spans, onResult) {
      exporter.export(spans, ({ code, error }) => {
        if (code === ExportResultCode.FAILED) {
          lost += spans.length;
          report(error);
        } else if (wasTold) {
          log.info({ lost }, "spans are exported again");
          lost = 0;
          wasTold = false;
        }
        // The processor would tell of a failure too, each time and with all that the collector answered.
        onResult({ code: ExportResultCode.SUCCESS });
      });
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  };
}

/**
 * An errno, a status, or the exporter's own words. Never what a collector wrote: one that refuses a credential may quote
 * it.
 */
function reasonOf(error: (Error & { code?: unknown }) | undefined): string {
  if (!error) return "unknown";
  return error.code === undefined ? error.message : String(error.code);
}
