import type { ApiClient } from "../api/client.ts";
import { RefusedError } from "../api/errors.ts";

/**
 * Has a key expire this long from now, by the server's clock.
 *
 * @returns when that is; or that the key is gone, or that the server knows no expiry.
 */
export async function expireIn(
  action: string,
  id: string,
  milliseconds: number,
  client: ApiClient,
): Promise<{ expiresAt: string } | "gone" | "unsupported"> {
  try {
    const key = await client.callUnlessGone(action, (api) =>
      // In a unit that every parser of durations knows, whatever the user wrote.
      api.PATCH("/access-keys/{id}", { params: { path: { id } }, body: { expiresIn: `${milliseconds}ms` } }),
    );
    if (key === null) return "gone";
    // A server that passes over fields which it doesn't know has changed nothing.
    return key.expiresAt === undefined ? "unsupported" : { expiresAt: key.expiresAt };
  } catch (error) {
    if (error instanceof RefusedError && error.refuses("expiresIn")) return "unsupported";
    throw error;
  }
}

/** Deletes a key: the gateway refuses it from then on. That it is gone already is a success. */
export async function deleteAccessKey(id: string, client: ApiClient): Promise<void> {
  await client.callUnlessGone("delete the access key", (api) =>
    api.DELETE("/access-keys/{id}", { params: { path: { id } } }),
  );
}
