import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { type CollectedSpan, decodeSpans, encodePartialSuccess } from "./otlp-messages.ts";

export type { CollectedSpan };

export interface OtlpCollector {
  /** For `OTEL_EXPORTER_OTLP_ENDPOINT`. */
  url: string;
  /** All spans so far, in the order in which they came. */
  spans: CollectedSpan[];
  /** Every body, as it came. */
  bodies: Buffer[];
  requests: { path: string; headers: IncomingHttpHeaders }[];
  /** Answers this instead of taking spans; undefined: takes them. */
  refusal: { status: number; text: string } | undefined;
  /** Takes spans and says that it has not taken all. */
  partialSuccess: { rejectedSpans: number; errorMessage: string } | undefined;
  /** Takes spans and does not answer. */
  isHanging: boolean;
  /** The spans of one request of the gateway, its own first, then its attempts; waits until there are so many. */
  spansOf(requestId: string, attempts: number): Promise<[CollectedSpan, ...CollectedSpan[]]>;
  close(): Promise<void>;
}

const WAIT_MS = 5000;

/** What takes OTLP over HTTP in protobuf. */
export async function startOtlpCollector(): Promise<OtlpCollector> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const raw = Buffer.concat(chunks);
    const body = request.headers["content-encoding"] === "gzip" ? gunzipSync(raw) : raw;
    collector.requests.push({ path: request.url ?? "", headers: request.headers });
    collector.bodies.push(body);
    if (collector.refusal) {
      response.writeHead(collector.refusal.status, collector.refusal.text).end(collector.refusal.text);
      return;
    }
    collector.spans.push(...decodeSpans(body));
    if (collector.isHanging) return;
    response.writeHead(200, { "content-type": "application/x-protobuf" });
    response.end(collector.partialSuccess && encodePartialSuccess(collector.partialSuccess));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const collector: OtlpCollector = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans: [],
    bodies: [],
    requests: [],
    refusal: undefined,
    partialSuccess: undefined,
    isHanging: false,
    async spansOf(requestId, attempts) {
      const deadline = performance.now() + WAIT_MS;
      for (;;) {
        const found = collector.spans.filter((span) => span.attributes["aigateway.request.id"] === requestId);
        const own = found.find(({ kind }) => kind === "SERVER");
        if (own && found.length > attempts) {
          const tries = found.filter((span) => span !== own);
          tries.sort(
            (a, b) => a.attributes["aigateway.attempt.number"] - b.attributes["aigateway.attempt.number"],
          );
          return [own, ...tries];
        }
        if (performance.now() > deadline)
          throw new Error(`Of ${requestId} there are ${found.length} spans only.`);
        await sleep(10);
      }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return collector;
}
