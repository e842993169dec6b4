import type { ApiClient } from "../api/client.ts";
import type { Clock } from "../clock.ts";
import type { Diagnostics } from "../framework/diagnostics.ts";
import { parseDuration } from "../framework/duration.ts";
import { deleteAccessKey, expireIn } from "./access-key-end.ts";

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

  // In place already, or gone by now.
  if ((await expireIn("let the access key expire", id, milliseconds, client)) !== "unsupported") return;
  await deleteAccessKey(id, client);
  diagnostics.addWarning(
    "The access key was deleted at once",
    `overlap is ${JSON.stringify(overlap)}, but the API knows no expiry of access keys (expiresIn), so that ${id} could not be left valid for that time: whoever still sends it is refused. Take overlap out of the configuration, and have clients take up the new key before the old one is destroyed, with create_before_destroy.`,
  );
}
