import { getJson, type LoadResult, load } from "./load.ts";

const PAGE = "/access-keys?limit=100";
const MAX_MS = 120_000;

export interface PageLoadOptions {
  url: string;
  apiKey: string;
  /** Where pages may begin. */
  someIds: readonly string[];
  requests: number;
}

/** Reads pages of access keys one after the other: the first one again and again, then ones from random places. */
export async function loadPages(
  options: PageLoadOptions,
): Promise<{ first: LoadResult; random: LoadResult }> {
  const { url, apiKey, someIds, requests } = options;
  // The oldest keys have no hundred before them.
  const places = someIds.slice(Math.ceil(someIds.length / 5));
  const randomPage = () => `${PAGE}&beforeId=${places[Math.floor(Math.random() * places.length)]}`;
  for (const path of [PAGE, randomPage()]) await requireFullPage(url, apiKey, path);

  const get = (page: () => string) =>
    load({
      url,
      apiKey,
      concurrency: 1,
      next: () => ({ method: "GET", path: page() }),
      expect: 200,
      atMost: { requests, ms: MAX_MS },
    });
  return { first: await get(() => PAGE), random: await get(randomPage) };
}

async function requireFullPage(url: string, apiKey: string, path: string): Promise<void> {
  const page = (await getJson(url, apiKey, path)) as { aiGatewayAccessKeys: unknown[] };
  const { length } = page.aiGatewayAccessKeys;
  if (length !== 100) throw new Error(`GET ${path} has ${length} keys instead of 100.`);
}
