/** One object in a state. */
export interface StateResource {
  // biome-ignore lint/suspicious/noExplicitAny: tests look into values of every shape
  values: Record<string, any>;
  tainted: boolean;
}

interface StateFile {
  resources?: {
    mode: string;
    type: string;
    name: string;
    instances: { attributes: Record<string, unknown>; status?: string; deposed?: string }[];
  }[];
}

/** The objects of a state file, by address. Reading it directly saves starting Terraform for each look. */
export function parseState(json: string): Record<string, StateResource> {
  const { resources = [] } = JSON.parse(json) as StateFile;
  return Object.fromEntries(
    resources.flatMap(({ type, name, instances }) =>
      instances
        .filter(({ deposed }) => deposed === undefined)
        .map(({ attributes, status }) => [
          `${type}.${name}`,
          { values: attributes, tainted: status === "tainted" },
        ]),
    ),
  );
}
