import type { ApiClient } from "../api/client.ts";
import { RefusedError } from "../api/errors.ts";
import type { components } from "../api/generated/openapi.ts";
import type { PrivateData } from "../framework/private-data.ts";
import { expireIn } from "../resources/access-key-end.ts";
import { type WriteBody, withoutNulls } from "../resources/write-body.ts";
import { rememberLease } from "./access-key-renewal.ts";

type Created = components["schemas"]["AccessKeyCreated"];
type Body = WriteBody<Omit<components["schemas"]["AccessKeyCreate"], "expiresAt">>;

export interface Lifetime {
  /** Milliseconds. */
  ttl: number;
  /** Our clock's time when the key was asked for. */
  started: number;
  /** Where the key is remembered as soon as it exists. */
  data: PrivateData;
}

const ACTION = "create the access key";

/**
 * Creates a key that ends by itself from the start, so that no moment at which this could be killed leaves one for ever.
 *
 * @returns the key, and when it expires; null where the server knows no expiry.
 */
export async function createExpiringKey(
  body: Body,
  { ttl, started, data }: Lifetime,
  client: ApiClient,
): Promise<{ key: Created; expiresAt: string | null }> {
  const key = await create(withoutNulls(body), new Date(started + ttl).toISOString(), client);
  rememberLease(data, { id: key.id, ttl, until: started + ttl });
  if (key.expiresAt === undefined) return { key, expiresAt: null };

  // Its clock, not ours, refuses the key: where they differ, what we asked for is too short or too long.
  const lasts = Date.parse(key.expiresAt) - Date.parse(key.createdAt);
  if (Math.abs(lasts - ttl) <= ttl / 10) return { key, expiresAt: key.expiresAt };
  const corrected = await expireIn(ACTION, key.id, ttl, client);
  return { key, expiresAt: typeof corrected === "object" ? corrected.expiresAt : key.expiresAt };
}

async function create(
  body: components["schemas"]["AccessKeyCreate"],
  expiresAt: string,
  client: ApiClient,
): Promise<Created> {
  const post = (whole: components["schemas"]["AccessKeyCreate"]) =>
    client.call(ACTION, (api) => api.POST("/access-keys", { body: whole }));
  try {
    return await post({ ...body, expiresAt });
  } catch (error) {
    if (error instanceof RefusedError && error.refuses("expiresAt")) return post(body);
    throw error;
  }
}
