import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Rotation } from "@aigateway/cdktf";

/** What keys.json says of one access key: exactly one of `every`, `release` and `generation`. */
interface KeySettings {
  /** By age. */
  every?: string;
  /** With each change of it. */
  release?: string;
  /** By steps. */
  generation?: number;
  /** For how long a replaced key stays valid; not with `generation`. */
  overlap?: string;
}

export type KeyRotation = { name: string } & ({ rotation: Rotation } | { generation: number });

/** The keys, from the file that a pull request changes. Throws an error that names the entry and the remedy. */
export function readKeys(path = join(__dirname, "keys.json")): KeyRotation[] {
  return Object.entries(readEntries(path)).map(([name, settings]) => {
    if (!/^[a-z][a-z0-9-]{0,40}$/.test(name)) {
      throw new Error(
        `keys.json: "${name}" can't be a key's name; take lower-case letters, digits and "-", a letter first, 41 at most.`,
      );
    }
    if (typeof settings !== "object" || settings === null) {
      throw new Error(`keys.json: "${name}" is ${settings}; write it like { "every": "720h" }.`);
    }
    return { name, ...rotationOf(name, settings) };
  });
}

function readEntries(path: string): Record<string, KeySettings> {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new Error(`keys.json can't be read: ${(error as Error).message}`);
  }
}

function rotationOf(name: string, settings: KeySettings): { rotation: Rotation } | { generation: number } {
  const { every, release, generation, overlap, ...unknown } = settings;
  const [first] = Object.keys(unknown);
  if (first) throw new Error(`keys.json: "${name}" has "${first}", which means nothing; take it out.`);
  if ([every, release, generation].filter((each) => each !== undefined).length !== 1) {
    throw new Error(`keys.json: "${name}" needs exactly one of "every", "release" and "generation".`);
  }
  const options = overlap === undefined ? {} : { overlap };
  try {
    if (every !== undefined) return { rotation: Rotation.every(every, options) };
    if (release !== undefined) return { rotation: Rotation.onChange({ release }, options) };
  } catch (error) {
    throw new Error(`keys.json: "${name}" is refused: ${(error as Error).message}`);
  }
  if (overlap !== undefined) {
    throw new Error(`keys.json: "${name}" rotates by generations, which have no overlap; take it out.`);
  }
  return { generation: generation as number };
}
