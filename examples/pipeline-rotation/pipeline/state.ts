import { readFileSync } from "node:fs";
import { isStateShared, STATE_FILE } from "../gateway-keys.ts";
import { PipelineError } from "./outcome.ts";
import type { Terraform } from "./terraform.ts";

/** An access key as the state has it, without its token. */
export interface KnownKey {
  address: string;
  id: string;
  name: string;
  /** What it is called at the server, if it is a generation: the same for the same generation. */
  generation: string | undefined;
  overlap: string | undefined;
  isDue: boolean;
}

export interface KnownState {
  /** By which this state's keys are marked; undefined before the first deployment. */
  owner: string | undefined;
  keys: KnownKey[];
  /** The ids of all keys in it, those included that are only to be destroyed yet. */
  ids: Set<string>;
}

interface StateFile {
  resources?: {
    type: string;
    name: string;
    instances: { deposed?: string; attributes: Record<string, unknown> }[];
  }[];
}

export async function readState(terraform: Terraform): Promise<KnownState> {
  const text = await terraform.read(["state", "pull"]);
  const { resources = [] } = (text.trim() ? JSON.parse(text) : {}) as StateFile;
  const owner = resources.find(({ type, name }) => type === "terraform_data" && name === "Owner");
  const instances = resources
    .filter(({ type }) => type === "aigateway_access_key")
    .flatMap(({ type, name, instances }) =>
      instances.map((each) => ({ address: `${type}.${name}`, ...each })),
    );
  return {
    owner: owner?.instances[0]?.attributes.id as string | undefined,
    ids: new Set(instances.map(({ attributes }) => String(attributes.id))),
    keys: instances
      .filter(({ deposed }) => deposed === undefined)
      .map(({ address, attributes }) => ({
        address,
        id: String(attributes.id),
        name: String(attributes.lineage),
        generation: /_Generation\d+_/.test(address) ? String(attributes.name) : undefined,
        overlap: (attributes.overlap as string | null) ?? undefined,
        isDue: attributes.rotation_due === true,
      })),
  };
}

/**
 * Terraform writes a local state in place. Killed in the middle of that, it leaves an empty file or half of one; and takes
 * an empty one for that of a first deployment, which would make every key anew. Throws before that happens.
 */
export function requireWholeState(): void {
  if (isStateShared()) return;
  let text: string;
  try {
    text = readFileSync(STATE_FILE, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return; // nothing has been deployed
    throw error;
  }
  try {
    JSON.parse(text);
  } catch {
    throw new PipelineError(
      `${STATE_FILE} is torn: a run died while it was written. Put back the one before it with "cp ${STATE_FILE}.backup ${STATE_FILE}" and run this again; keys that the dead run made are then found, and retired, by deploy.`,
    );
  }
}
