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
    resources.flatMap(({ mode, type, name, instances }) =>
      instances
        .filter(({ deposed }) => deposed === undefined)
        .map(({ attributes, status }) => [
          `${mode === "data" ? "data." : ""}${type}.${name}`,
          { values: attributes, tainted: status === "tainted" },
        ]),
    ),
  );
}

/** The ids of all the objects of a type that a state file names, those included that are only to be destroyed yet. */
export function idsInState(json: string, type: string): string[] {
  const { resources = [] } = JSON.parse(json) as StateFile;
  return resources
    .filter((resource) => resource.type === type)
    .flatMap(({ instances }) => instances.map(({ attributes }) => String(attributes.id)));
}
