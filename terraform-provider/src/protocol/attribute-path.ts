/**
 * Where in a block a value lies: a `string` is an attribute's name, a `number` a list index, `{ key }` a map's key.
 * Elements of a set have no address; a path ends at the set.
 */
export type AttributePath = readonly PathStep[];
export type PathStep = string | number | { readonly key: string };

export interface AttributePathMessage {
  steps: { attribute_name?: string; element_key_string?: string; element_key_int?: number }[];
}

export function encodePath(path: AttributePath): AttributePathMessage {
  return {
    steps: path.map((step) => {
      if (typeof step === "string") return { attribute_name: step };
      if (typeof step === "number") return { element_key_int: step };
      return { element_key_string: step.key };
    }),
  };
}

/** The path as one writes it in a configuration: `router.rules[0].steps`, `keepers["release"]`. */
export function formatPath(path: AttributePath): string {
  return path
    .map((step, index) => {
      if (typeof step === "number") return `[${step}]`;
      if (typeof step === "object") return `[${JSON.stringify(step.key)}]`;
      return index === 0 ? step : `.${step}`;
    })
    .join("");
}
