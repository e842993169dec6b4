import type { Attribute, AttributeOptions, Attributes } from "./attribute.ts";

/** What only the provider gives a value. What could be left out of a configuration can be without a value here. */
export type ReadOnly<A extends Attributes> = {
  [N in keyof A]: A[N] extends Attribute<infer T, infer O> ? Attribute<T, ReadOnlyOptions<O>> : never;
};

type ReadOnlyOptions<O> = AttributeOptions & { computed: true } & (O extends
    | { optional: true }
    | { nullable: true }
    ? { nullable: true }
    : unknown);

/**
 * A resource's attributes as a data source shows them: nothing to configure, plan or check about them.
 *
 * @param descriptions In the place of those that speak of what a configuration does with the attribute.
 */
export function readOnly<A extends Attributes>(
  attributes: A,
  descriptions: { readonly [N in keyof A]?: string } = {},
): ReadOnly<A> {
  const shown = Object.entries(attributes).map(([name, attribute]) => [
    name,
    readOnlyAttribute(attribute, descriptions[name]),
  ]);
  return Object.fromEntries(shown) as ReadOnly<A>;
}

function readOnlyAttribute({ type, options, nested }: Attribute, description?: string): Attribute {
  const { optional, nullable, sensitive, deprecated } = options;
  return {
    type,
    options: {
      description: description ?? options.description,
      computed: true,
      ...((optional ?? nullable) && { nullable: true }),
      ...(sensitive && { sensitive }),
      ...(deprecated && { deprecated }),
    },
    ...(nested && { nested: { mode: nested.mode, attributes: readOnly(nested.attributes) } }),
  };
}
