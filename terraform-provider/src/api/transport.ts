import type { Dispatcher } from "undici";
import type { Log } from "../protocol/log.ts";
import { NoAnswerError } from "./no-answer-error.ts";
import { isRepeatable, mayHaveHappened, type Outcome, pause, type RetryPolicy } from "./retry.ts";

export interface TransportOptions {
  dispatcher: Dispatcher;
  retry: RetryPolicy;
  log: Log;
  stopping: AbortSignal;
  /** A new key for each POST; all attempts of one carry the same. */
  makeIdempotencyKey: () => string;
  /** Whether the API gives a POST to this path its first answer again. Asked only when it matters. */
  heedsIdempotencyKey: (path: string) => Promise<boolean>;
}

/**
 * A `fetch` over the connection pool: sends, repeats what may be repeated, and reads the answer whole. The log tells of
 * each attempt without headers and bodies, which hold secrets. Redirects are not followed: they could lead the API key
 * elsewhere.
 */
export function createTransport(options: TransportOptions) {
  const { dispatcher, retry, log, stopping, makeIdempotencyKey, heedsIdempotencyKey } = options;
  return async (request: Request): Promise<Response> => {
    const { method, url } = request;
    const body = request.body ? await request.text() : null;
    const headers = Object.fromEntries(request.headers);
    if (method === "POST") headers["idempotency-key"] = makeIdempotencyKey();
    const { origin, pathname, search } = new URL(url);
    let repeatable = isRepeatable(method, pathname);
    for (let attempt = 1; ; attempt++) {
      const started = performance.now();
      const result = await send();
      const failed = "error" in result;
      const outcome = failed ? { errorCode: errorCode(result.error) } : outcomeOf(result);
      log("debug", "API request", {
        method,
        path: pathname,
        attempt,
        status: failed ? outcome.errorCode : result.status,
        milliseconds: Math.round(performance.now() - started),
        request_id: failed ? undefined : result.headers.get("x-request-id"),
      });
      repeatable ||= mayHaveHappened(outcome) && (await heedsIdempotencyKey(pathname));
      const wait = retry.delayBefore(attempt, repeatable, outcome);
      if (wait !== undefined && (await pause(wait, stopping))) continue;
      if (failed) throw new NoAnswerError(method, errorCode(result.error), { cause: result.error });
      return result;
    }

    async function send(): Promise<Response | { error: unknown }> {
      try {
        const answer = await dispatcher.request({
          origin,
          path: pathname + search,
          method: method as Dispatcher.HttpMethod,
          headers,
          body,
        });
        const text = await answer.body.text();
        return new Response(isBodiless(answer.statusCode) ? null : text, {
          status: answer.statusCode,
          headers: Object.entries(answer.headers).flatMap(([name, value]) =>
            typeof value === "string" ? [[name, value] as [string, string]] : [],
          ),
        });
      } catch (error) {
        return { error };
      }
    }
  };
}

const isBodiless = (status: number) => status === 204 || status === 205 || status === 304;

function outcomeOf({ status, headers }: Response): Outcome {
  return { status, retryAfter: headers.get("retry-after") ?? undefined };
}

/** `ECONNREFUSED` and the like. A host with several addresses fails with an error for each. */
function errorCode(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return errorCode(error.errors[0]);
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  return error instanceof Error ? error.name : "unknown";
}
