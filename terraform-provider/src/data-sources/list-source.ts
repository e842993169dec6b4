import type { ApiClient } from "../api/client.ts";
import type { AnyDataSource } from "../framework/data-source.ts";
import type { Attributes } from "../framework/schema/attribute.ts";
import * as schema from "../framework/schema/index.ts";
import type { Model } from "../framework/schema/model.ts";
import { lengthBetween } from "../framework/validators/text.ts";
import type { Validator } from "../framework/validators/validator.ts";
import { type Collection, type Identified, type Listed, readAll, sameText } from "./collection.ts";

export interface ListSourceOptions {
  /** What else is to be known of the list. */
  note?: string;
  /** The attribute with the objects. */
  listName: string;
  /** What the list can be narrowed by: attributes of type string of the objects, with what to say of each. */
  filters: Readonly<Record<string, string>>;
  /** What a filter must look like beyond a length: a wrong one would find nothing, which is no error. */
  validators?: Readonly<Record<string, Validator<string>>>;
  /** Filters that the API has itself, by what it calls them. */
  apiFilters?: Readonly<Record<string, string>>;
}

/** The data source of all objects of a collection, or of those that fit. */
export function createListSource<A extends Attributes, Remote extends Identified, Page extends Listed>(
  collection: Collection<A, Remote, Page>,
  { note = "", listName, filters, validators = {}, apiFilters = {} }: ListSourceOptions,
): AnyDataSource<ApiClient> {
  const [, many] = collection.names;
  const filterAttributes = Object.fromEntries(
    Object.entries(filters).map(([name, description]) => [
      name,
      schema.string({
        optional: true,
        description,
        validators: [lengthBetween(1, 255), ...(validators[name] ? [validators[name]] : [])],
      }),
    ]),
  );
  return {
    typeName: collection.listType,
    schema: schema.defineSchema({
      version: 0,
      description: `All ${many} of the account, or those that fit what is given.${note && ` ${note}`}`,
      attributes: {
        ...filterAttributes,
        [listName]: schema.listNested(
          {
            computed: true,
            description: `The ${many}, the oldest first, so that a new one moves no other. None is no error.`,
          },
          collection.attributes,
        ),
      },
    }),

    async read({ config }, client) {
      const given = Object.keys(filters).filter((name) => config[name] !== null);
      const query = given.flatMap((name) => {
        const parameter = apiFilters[name];
        return parameter ? [[parameter, config[name]]] : [];
      });
      const all = await readAll(collection, client, Object.fromEntries(query));
      const fits = (object: Model<A>) => given.every((name) => sameText(object[name], config[name]));
      return { ...config, [listName]: all.map(collection.toState).filter(fits) };
    },
  };
}
