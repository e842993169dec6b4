import { Pool } from "undici";

export interface LoadRequest {
  method: "GET" | "POST";
  path: string;
  body?: string;
}

export interface LoadOptions {
  url: string;
  apiKey: string;
  /** Requests in flight, each on a connection of its own that is kept. */
  concurrency: number;
  /** Makes the next request. */
  next(): LoadRequest;
  /** The status that every answer must have. */
  expect: number;
  /** Whichever comes first ends the load. */
  atMost: { requests: number; ms: number };
}

export interface LoadResult {
  /** Of every request: milliseconds from sending it to the last byte of its answer. */
  latencies: number[];
  perSecond: number;
}

/** Sends requests, the next one as soon as one is answered. Throws at the first answer with another status. */
export async function load(options: LoadOptions): Promise<LoadResult> {
  const { url, apiKey, concurrency, next, expect, atMost } = options;
  const pool = new Pool(url, { connections: concurrency, pipelining: 1 });
  const headers = { authorization: `Bearer ${apiKey}`, "content-type": "application/json" };
  const latencies: number[] = [];
  const started = performance.now();
  let sent = 0;

  async function sendInTurn(): Promise<void> {
    while (sent < atMost.requests && performance.now() - started < atMost.ms) {
      sent++;
      const { method, path, body = null } = next();
      const sentAt = performance.now();
      const answer = await pool.request({ method, path, headers, body });
      // Read and thrown away: kept answers would be cleared up at the cost of the next requests' times.
      await answer.body.dump({ limit: Number.MAX_SAFE_INTEGER });
      latencies.push(performance.now() - sentAt);
      if (answer.statusCode !== expect)
        throw new Error(`${method} ${path} was answered with ${answer.statusCode}.`);
    }
  }

  try {
    await Promise.all(Array.from({ length: concurrency }, sendInTurn));
    return { latencies, perSecond: latencies.length / ((performance.now() - started) / 1000) };
  } finally {
    await pool.destroy();
  }
}

/** The body of one GET, to see that what is measured is what was meant. */
export async function getJson(url: string, apiKey: string, path: string): Promise<unknown> {
  const answer = await fetch(url + path, { headers: { authorization: `Bearer ${apiKey}` } });
  if (answer.status !== 200) throw new Error(`GET ${path} was answered with ${answer.status}.`);
  return answer.json();
}
