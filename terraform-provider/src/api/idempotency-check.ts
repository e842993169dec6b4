export interface IdempotencyCheckOptions {
  baseUrl: string;
  fetch: (request: Request) => Promise<Response>;
}

/**
 * Finds out whether a POST may be repeated with the same `Idempotency-Key`. Not every server of this API heeds the
 * header, and one that doesn't would create twice, so what counts is what the server's own OpenAPI document says. It is
 * fetched when an answer was lost, and once; while it can't be had, nothing is repeated.
 */
export function createIdempotencyCheck({ baseUrl, fetch }: IdempotencyCheckOptions) {
  const base = baseUrl.replace(/\/$/, "");
  const prefix = new URL(base).pathname.replace(/\/$/, "");
  let fetched: Promise<Set<string>> | undefined;

  async function fetchPaths(): Promise<Set<string>> {
    try {
      const answer = await fetch(
        new Request(`${base}/openapi.json`, { headers: { Accept: "application/json" } }),
      );
      if (answer.status >= 500) throw new Error(`The OpenAPI document can't be had now: ${answer.status}`);
      return pathsWithKey(answer.ok ? JSON.parse(await answer.text()) : {});
    } catch {
      fetched = undefined; // not now, but perhaps next time
      return new Set();
    }
  }

  /** @param path As it was requested, with what `baseUrl` puts before it. */
  return async (path: string): Promise<boolean> => {
    fetched ??= fetchPaths();
    return (await fetched).has(path.slice(prefix.length));
  };
}

interface OpenApiDocument {
  paths?: Record<string, { post?: { parameters?: { in?: string; name?: string }[] } }>;
}

function pathsWithKey({ paths = {} }: OpenApiDocument): Set<string> {
  const heeding = Object.entries(paths).filter(([, { post }]) =>
    post?.parameters?.some((each) => each.in === "header" && each.name?.toLowerCase() === "idempotency-key"),
  );
  return new Set(heeding.map(([path]) => path));
}
