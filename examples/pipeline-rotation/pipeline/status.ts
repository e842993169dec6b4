import { connectAccessKeys } from "./access-keys.ts";
import { lockHolder } from "./lock-holder.ts";
import { EXIT } from "./outcome.ts";
import { readState } from "./state.ts";
import { endsWithGeneration, ownKeys } from "./strays.ts";
import type { Terraform } from "./terraform.ts";

/** Says which keys there are and who is at work, without a plan and without the lock. */
export async function status(terraform: Terraform): Promise<number> {
  const state = await readState(terraform);
  const known = new Map(state.keys.map((key) => [key.id, key]));
  const keys = ownKeys(await connectAccessKeys(process.env).list(), state);
  const listed = new Set(keys.map(({ id }) => id));
  for (const remote of keys) {
    const { id, lineage, createdAt, expiresAt } = remote;
    const key = known.get(id);
    const standing = key
      ? key.isDue
        ? "current, due for rotation"
        : "current"
      : state.ids.has(id)
        ? "to be destroyed"
        : endsWithGeneration(remote, state)
          ? "of a run that died, ends with its generation"
          : "in no state";
    console.log(`${lineage}\t${id}\t${expiresAt ? `ends ${expiresAt}` : standing}\tsince ${createdAt}`);
  }
  for (const { id, name } of state.keys) {
    if (!listed.has(id)) console.log(`${name}\t${id}\tdeleted elsewhere`);
  }
  if (state.keys.length === 0) console.log("Nothing is deployed.");
  const holder = await lockHolder();
  if (holder) console.log(`The state is locked by ${holder}.`);
  return EXIT.done;
}
