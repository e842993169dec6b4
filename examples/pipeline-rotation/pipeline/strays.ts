import type { AccessKeys, RemoteKey } from "./access-keys.ts";
import type { KnownState } from "./state.ts";
import { ending } from "./summary.ts";

/** A key of this deployment that its state does not know: the run that made it died before it could write the state. */
export interface Stray {
  id: string;
  name: string;
  /** For how long it goes on, for its token may have been delivered; as a key of that name does that is replaced. */
  overlap: string | undefined;
}

/**
 * Which of these keys are strays.
 *
 * @param listed What was listed before the state was locked. A run that holds the lock has made keys that it writes into
 *   the state only at its end; one that was listed and is in no state after the lock was had is no other run's.
 * @param state As it was afterwards.
 */
export function straysAmong(listed: RemoteKey[], state: KnownState): Stray[] {
  return ownKeys(listed, state)
    .filter((key) => !state.ids.has(key.id) && key.expiresAt === undefined && !endsWithGeneration(key, state))
    .map(({ id, lineage = "" }) => ({
      id,
      name: lineage,
      overlap: state.keys.find(({ name }) => name === lineage)?.overlap,
    }));
}

/** Clients may hold a stray of a generation as they may hold the key that the state has for it: both end by a later step. */
export function endsWithGeneration({ name }: RemoteKey, state: KnownState): boolean {
  return state.keys.some(({ generation }) => generation === name);
}

/** Those that are in this state or bear its mark. */
export function ownKeys(listed: RemoteKey[], { owner, ids }: KnownState): RemoteKey[] {
  return owner === undefined ? [] : listed.filter(({ id, metadata }) => metadata === owner || ids.has(id));
}

/** Lets strays end as replaced keys do. */
export async function retireStrays(strays: Stray[], accessKeys: AccessKeys): Promise<void> {
  for (const { id, name, overlap } of strays) {
    const key = await accessKeys.find(id);
    if (key === undefined || key.expiresAt !== undefined) continue; // another run was faster
    if (overlap) await accessKeys.expireIn(id, overlap);
    else await accessKeys.remove(id);
    console.log(`${id} of ${name}, which a run that died has left, ${ending(overlap)}.`);
  }
}
