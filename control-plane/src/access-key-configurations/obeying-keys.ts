import { toRfc3339 } from "../clock.ts";
import { type Database, inBatches } from "../database.ts";
import { Conflict } from "../errors.ts";

/** As many as a message can name. */
const MAX_NAMED = 10;

/**
 * Deletes the keys of a configuration that have expired, and returns their ids. They can't outlive it: a key without a
 * configuration may reach everything, so one that was only let go of would be free of its limits as soon as somebody
 * took its expiry away.
 */
export async function deleteExpiredKeys(
  db: Database,
  configurationId: string,
  now: number,
): Promise<string[]> {
  const expired: { id: string }[] = await db("access_keys")
    .where({ configuration_id: configurationId })
    .where("expires_at", "<=", now)
    .forUpdate() // so that none of them is made valid again meanwhile
    .select("id");
  const ids = expired.map(({ id }) => id);
  for (const batch of inBatches(ids)) await db("access_keys").whereIn("id", batch).delete();
  return ids;
}

/** Throws while a key obeys the configuration, and says until when each does. */
export async function refuseWhileObeyed(db: Database, configurationId: string): Promise<void> {
  const keys: ObeyingKey[] = await db("access_keys")
    .where({ configuration_id: configurationId })
    .orderBy("id")
    .limit(MAX_NAMED + 1)
    .select("id", "name", "expires_at");
  if (keys.length === 0) return;
  const named = keys.slice(0, MAX_NAMED).map(describe);
  const names = [...named, ...(keys.length > MAX_NAMED ? ["others"] : [])].join(", ");
  const wait = keys.some((key) => key.expires_at !== null)
    ? " A key that expires needs it until then, and is deleted with it afterwards."
    : "";
  throw new Conflict(
    `Access key configuration "${configurationId}" is still used by the access keys ${names}. Delete them, or have them obey another one, first.${wait}`,
  );
}

interface ObeyingKey {
  id: string;
  name: string | null;
  expires_at: number | null;
}

function describe({ id, name, expires_at }: ObeyingKey): string {
  const until = expires_at === null ? [] : [`valid until ${toRfc3339(expires_at)}`];
  return name === null ? [id, ...until].join(", ") : `"${name}" (${[id, ...until].join(", ")})`;
}
