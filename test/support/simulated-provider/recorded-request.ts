import type { IncomingMessage } from "node:http";

/** A request as it arrived, for a test to look at. */
export interface RecordedRequest {
  method: string;
  /** Without the query string. */
  path: string;
  query: Record<string, string>;
  headers: Record<string, string | undefined>;
  /** The credential that it carried, without the header's scheme. */
  key: string | undefined;
  rawBody: string;
  /** The body as JSON; undefined if it is none. */
  body: unknown;
  /** The body's `model`, if that is a string. */
  model: string | undefined;
  /** The body that it was answered with, as far as it was meant to be sent. */
  answer: Buffer;
  /** Whether the client hung up before it had the whole answer. */
  aborted: boolean;
  /** Settles once the answer is complete or the connection is gone. */
  finished: Promise<void>;
}

/** The record of a request whose body is still to come. */
export function recordRequest(request: IncomingMessage, finished: Promise<void>): RecordedRequest {
  const url = new URL(request.url ?? "/", "http://simulated-provider");
  return {
    method: request.method ?? "",
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: request.headers as Record<string, string | undefined>,
    key: presentedKey(request),
    rawBody: "",
    body: undefined,
    model: undefined,
    answer: Buffer.alloc(0),
    aborted: false,
    finished,
  };
}

/** Reads the body into the record. Throws if the client hangs up meanwhile. */
export async function recordBody(request: IncomingMessage, recorded: RecordedRequest): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  recorded.rawBody = Buffer.concat(chunks).toString("utf8");
  recorded.body = parse(recorded.rawBody);
  const model = (recorded.body as { model?: unknown } | null | undefined)?.model;
  recorded.model = typeof model === "string" ? model : undefined;
}

function presentedKey({ headers }: IncomingMessage): string | undefined {
  const bearer = headers.authorization?.match(/^Bearer (.*)$/i)?.[1];
  return bearer ?? (headers["x-api-key"] as string | undefined) ?? (headers["api-key"] as string | undefined);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
