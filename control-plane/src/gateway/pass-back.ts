import type { ServerResponse } from "node:http";
import type { Attempt } from "./attempt.ts";
import { endResponse } from "./end-response.ts";
import { estimateTokens } from "./estimate-tokens.ts";
import { credentialRemover } from "./failure.ts";
import type { Tried } from "./forward.ts";
import type { GatewayRequest } from "./parse-request.ts";
import { relayStream } from "./relay-stream.ts";
import { responseHeaders } from "./response-headers.ts";
import type { Completion } from "./surfaces/surface.ts";
import { CLIENT_CLOSED, type UsageOfRequest } from "./usage-events.ts";

export interface PassBackOptions {
  answer: Exclude<Attempt, { kind: "failed" }>;
  /** The upstream was asked for usage that the client did not want. */
  usageAdded: boolean;
  clientStallMs: number;
  request: GatewayRequest;
  requestId: string;
  tried: readonly Tried[];
  response: ServerResponse;
  /** Fields for the request's line in the log. */
  logged: Record<string, unknown>;
  /** Awaited before the last byte, so that what a client has in full is in the ledger. */
  record(delivered?: UsageOfRequest["delivered"]): Promise<void>;
}

/** Passes an upstream's answer back in its own bytes. Resolves when the client has it all, or has gone. */
export async function passBack(options: PassBackOptions): Promise<void> {
  const { answer, request, tried, response, logged, record } = options;
  if (answer.kind === "stream") return passStream(answer, options);
  if (answer.kind === "json") {
    const meter = request.surface.createMeter();
    meter.read(answer.body);
    const delivered = await deliveredOf(request, meter.completion);
    logged.tokens = delivered.tokens;
    await record(delivered);
  } else {
    await record();
  }
  const withoutCredentials = credentialRemover(tried);
  const bytes = answer.kind === "refused" ? scrubbed(answer.bytes, withoutCredentials) : answer.bytes;
  const headers = responseHeaders(answer.headers, withoutCredentials);
  headers["content-length"] = String(bytes.length);
  response.writeHead(answer.status, headers);
  endResponse(response, bytes, options.clientStallMs);
}

function passStream(
  { status, headers, stream }: Extract<Attempt, { kind: "stream" }>,
  { request, requestId, usageAdded, clientStallMs, tried, response, logged, record }: PassBackOptions,
): Promise<void> {
  const withoutCredentials = credentialRemover(tried);
  const passed = responseHeaders(headers, withoutCredentials);
  passed["cache-control"] = "no-cache";
  passed["x-accel-buffering"] = "no"; // reverse proxies would collect the stream otherwise
  response.writeHead(status, passed);
  return relayStream({
    surface: request.surface,
    requestId,
    stream,
    response,
    usageAdded,
    clientStallMs,
    redact: (event) => scrubbed(event, withoutCredentials),
    trace: tried.at(-1)?.trace,
    async record({ completion, cut }) {
      const delivered = await deliveredOf(request, completion);
      logged.tokens = delivered.tokens;
      if (cut) logged.cut = cut;
      await record({
        ...delivered,
        ...(cut?.by === "client" && { stopReason: CLIENT_CLOSED }),
        ...(cut?.by === "upstream" && { cut }),
      });
    },
  });
}

async function deliveredOf(request: GatewayRequest, completion: Completion) {
  const { usage, stopReason } = completion;
  return { tokens: usage ?? (await estimateTokens(request, completion)), estimated: !usage, stopReason };
}

/** An upstream's refusal as it is, unless it quotes a credential. */
function scrubbed(bytes: Buffer, withoutCredentials: (text: string) => string): Buffer {
  const text = bytes.toString("latin1");
  const scrubbed = withoutCredentials(text);
  return scrubbed === text ? bytes : Buffer.from(scrubbed, "latin1");
}
