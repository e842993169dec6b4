import { type AccessKeys, connectAccessKeys, type RemoteKey } from "./access-keys.ts";
import { readSynthesised } from "./dependents.ts";
import { EXIT, PipelineError } from "./outcome.ts";
import { readState } from "./state.ts";
import { ownKeys } from "./strays.ts";
import type { Terraform } from "./terraform.ts";

export interface LeakedOptions {
  name: string;
  /** Where the synthesised configuration is. */
  folder: string;
  lockTimeout: string;
  /** Refuse the old keys before there is a new one. */
  deleteFirst: boolean;
}

/**
 * Replaces a key whose token is in the wrong hands, and nothing else. The new token is delivered first, so that whoever
 * reads it again is served all along; then the old keys are deleted at the management API, for Terraform would let them
 * live on for their overlap. All of that name are: nobody knows which of them leaked, and a repetition after a run that
 * died finds those that it has left.
 */
export async function leaked(terraform: Terraform, options: LeakedOptions): Promise<number> {
  const { name, folder, lockTimeout, deleteFirst } = options;
  const accessKeys = connectAccessKeys(process.env);
  const synthesised = readSynthesised(folder);
  const before = await readState(terraform);
  const deployed = before.keys.filter((key) => key.name === name).map(({ address }) => address);
  if (deployed.length === 0) {
    throw new PipelineError(
      `No key "${name}" is deployed; there are ${[...new Set(before.keys.map((key) => key.name))].sort().join(", ") || "none"}.`,
    );
  }
  const inCode = synthesised.keysNamed(name);
  if (inCode.length === 0) {
    throw new PipelineError(
      `"${name}" is deployed and not in keys.json any more; put it back to have it replaced.`,
    );
  }
  // Before the lock, so that none is among them that another run has only just made.
  const listed = ownKeys(await accessKeys.list(), before).filter(({ lineage }) => lineage === name);
  if (deleteFirst) await removeAll(listed, accessKeys);

  const replaced = deployed.filter((address) => inCode.includes(address));
  const targets = synthesised.withDependents([...new Set([...deployed, ...inCode])]);
  try {
    await terraform.run([
      "apply",
      "-auto-approve",
      "-no-color",
      `-lock-timeout=${lockTimeout}`,
      ...replaced.map((address) => `-replace=${address}`),
      ...targets.map((address) => `-target=${address}`),
    ]);
    const after = await readState(terraform);
    await removeAll(
      listed.filter(({ id }) => !after.ids.has(id)),
      accessKeys,
    );
  } catch (error) {
    if (!deleteFirst && error instanceof Error) error.message += stillValid(name);
    throw error;
  }
  console.log(`${name} has a new key, which is delivered. What has leaked is refused.`);
  return EXIT.done;
}

function stillValid(name: string): string {
  return `\nWhat has leaked is STILL VALID. Run this again; or, to have it refused before there is a new key: leaked ${name} --delete-first`;
}

async function removeAll(keys: RemoteKey[], accessKeys: AccessKeys): Promise<void> {
  for (const { id } of keys) {
    await accessKeys.remove(id);
    console.log(`${id} is refused from now on.`);
  }
}
