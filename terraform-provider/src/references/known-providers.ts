import type { ApiClient } from "../api/client.ts";
import { listAll } from "../api/list-all.ts";
import { DiagnosticError } from "../framework/diagnostics.ts";

/** The providers that an account can name, as far as one run of Terraform knows. */
export interface KnownProviders {
  /** By `provider_id`, and by `id` for those that have been read. Undefined: the API can't tell. */
  find(reference: string): Promise<Lookup | undefined>;
  /** The ids of those that need not be created. Undefined: the API can't tell. */
  builtIn(): Promise<ReadonlySet<string> | undefined>;
  /** Tells that this run creates a custom provider: from now on it counts as there. */
  announce(providerId: string): void;
}

export type Lookup =
  | { known: true; providerId: string; builtIn: boolean }
  /** @param ids All that could have been named. */
  | { known: false; ids: string[] };

const ofClient = new WeakMap<ApiClient, KnownProviders>();

/** What is known with a client, that is, in one run. */
export function knownProviders(client: ApiClient): KnownProviders {
  const known = ofClient.get(client) ?? createKnownProviders(client);
  ofClient.set(client, known);
  return known;
}

function createKnownProviders(client: ApiClient): KnownProviders {
  const announced = new Set<string>();
  let builtIn: Promise<Set<string> | undefined> | undefined;
  let custom: Promise<Map<string, string> | undefined> | undefined;

  function readBuiltInOnce(): Promise<Set<string> | undefined> {
    builtIn ??= readBuiltIn(client);
    return builtIn;
  }

  async function lookUp(reference: string): Promise<Lookup | undefined> {
    const builtInIds = await readBuiltInOnce();
    if (!builtInIds) return undefined;
    if (builtInIds.has(reference)) return { known: true, providerId: reference, builtIn: true };
    if (announced.has(reference)) return { known: true, providerId: reference, builtIn: false };
    custom ??= readCustom(client);
    const customIds = await custom;
    if (!customIds) return undefined;
    const providerId = customIds.get(reference);
    if (providerId !== undefined) return { known: true, providerId, builtIn: false };
    return { known: false, ids: [...new Set([...builtInIds, ...announced, ...customIds.values()])] };
  }

  return {
    builtIn: readBuiltInOnce,
    announce: (providerId) => void announced.add(providerId),

    async find(reference) {
      const before = custom;
      const found = await lookUp(reference);
      if (found?.known !== false || before === undefined) return found;
      // An apply takes its time: what others have created since the list was read is no slip of the pen.
      if (custom === before) custom = undefined;
      return lookUp(reference);
    },
  };
}

async function readBuiltIn(client: ApiClient): Promise<Set<string> | undefined> {
  const list = await unlessRefused(() =>
    client.call("list the built-in providers", (api) => api.GET("/built-in-providers")),
  );
  return list && new Set(list.aiGatewayBuiltInProviders.map(({ providerId }) => providerId));
}

/** The `provider_id` of each custom provider, by that and by its id. */
async function readCustom(client: ApiClient): Promise<Map<string, string> | undefined> {
  return unlessRefused(async () => {
    const ids = new Map<string, string>();
    const providers = listAll(async (query) => {
      const page = await client.call("list the custom providers", (api) =>
        api.GET("/providers", { params: { query } }),
      );
      return { items: page.aiGatewayProviders, nextPageUri: page.nextPageUri };
    });
    for await (const { id, providerId } of providers) ids.set(id, providerId).set(providerId, providerId);
    return ids;
  });
}

/** An API that does not answer, or lacks the list, is a reason not to check, and none to plan nothing. */
export async function unlessRefused<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof DiagnosticError) return undefined;
    throw error;
  }
}
