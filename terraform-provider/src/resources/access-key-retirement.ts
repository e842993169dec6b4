import type { ApiClient } from "../api/client.ts";
import { RefusedError } from "../api/errors.ts";
import type { Clock } from "../clock.ts";
import type { Diagnostics } from "../framework/diagnostics.ts";
import { parseDuration } from "../framework/duration.ts";

export interface Retirement {
  id: string;
  /** For how long the key stays valid; null is not at all. */
  overlap: string | null;
  clock: Clock;
  diagnostics: Diagnostics;
}

/** Takes a key out of use: at once, or by letting it expire, so that its clients have time to take up another. */
export async function retireAccessKey(retirement: Retirement, client: ApiClient): Promise<void> {
  const { id, overlap, clock, diagnostics } = retirement;
  const milliseconds = Math.round(parseDuration(overlap ?? "0s") ?? 0);
  if (milliseconds === 0) return deleteAccessKey(id, client);

  const key = await client.callUnlessGone("read the access key", (api) =>
    api.GET("/access-keys/{id}", { params: { path: { id } } }),
  );
  if (key === null) return;
  // It ends earlier as it is: by its own expires_at, or because an interrupted destroy got this far before.
  if (key.expiresAt !== undefined && Date.parse(key.expiresAt) <= clock.now() + milliseconds) return;

  if (await letExpire(id, milliseconds, client)) return;
  await deleteAccessKey(id, client);
  diagnostics.addWarning(
    "The access key was deleted at once",
    `overlap is ${JSON.stringify(overlap)}, but the API knows no expiry of access keys (expiresIn), so that ${id} could not be left valid for that time: whoever still sends it is refused. Take overlap out of the configuration, and have clients take up the new key before the old one is destroyed, with create_before_destroy.`,
  );
}

/** @returns false where the server can't do it, true when the key will end, or is gone already. */
async function letExpire(id: string, milliseconds: number, client: ApiClient): Promise<boolean> {
  try {
    const key = await client.callUnlessGone("let the access key expire", (api) =>
      // In a unit that every parser of durations knows, whatever the user wrote.
      api.PATCH("/access-keys/{id}", { params: { path: { id } }, body: { expiresIn: `${milliseconds}ms` } }),
    );
    // A server that passes over fields which it doesn't know has changed nothing.
    return key === null || key.expiresAt !== undefined;
  } catch (error) {
    if (error instanceof RefusedError && error.refuses("expiresIn")) return false;
    throw error;
  }
}

async function deleteAccessKey(id: string, client: ApiClient): Promise<void> {
  await client.callUnlessGone("delete the access key", (api) =>
    api.DELETE("/access-keys/{id}", { params: { path: { id } } }),
  );
}
