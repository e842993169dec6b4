import { readFileSync } from "node:fs";
import { join } from "node:path";

type Resources = Record<string, Record<string, { lineage?: unknown }>>;

/** What was synthesised, as far as it says who refers to whom. */
export interface Synthesised {
  /** The addresses of the access keys of that name. */
  keysNamed(name: string): string[];
  /** These addresses and those of all that refers to them, directly or not. */
  withDependents(addresses: string[]): string[];
}

export function readSynthesised(folder: string): Synthesised {
  const { resource = {} } = JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8")) as {
    resource?: Resources;
  };
  const blocks = Object.entries(resource).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, block]) => ({
      address: `${type}.${name}`,
      lineage: block.lineage,
      text: JSON.stringify(block),
    })),
  );
  const keys = blocks.filter(({ address }) => address.startsWith("aigateway_access_key."));
  return {
    keysNamed: (name) => keys.filter(({ lineage }) => lineage === name).map(({ address }) => address),
    withDependents(addresses) {
      const found = new Set(addresses);
      // A set goes over what is added to it meanwhile, too.
      for (const address of found) {
        const reference = new RegExp(`(?<![\\w.-])${address.replaceAll(".", "\\.")}(?![\\w-])`);
        for (const each of blocks) if (reference.test(each.text)) found.add(each.address);
      }
      return [...found];
    },
  };
}
