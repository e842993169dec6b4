import type { ApiClient } from "../api/client.ts";
import type { AnyDataSource, DataRequest } from "../framework/data-source.ts";
import { DiagnosticError } from "../framework/diagnostics.ts";
import type { Attributes, Schema } from "../framework/schema/attribute.ts";
import * as schema from "../framework/schema/index.ts";
import { lengthBetween } from "../framework/validators/text.ts";
import { isUnknown } from "../protocol/value/value.ts";
import { type Collection, type Identified, type Listed, readAll, sameText } from "./collection.ts";
import { noneWithId, noneWithKey, severalWithKey } from "./lookup-errors.ts";

export interface ObjectSourceOptions<Remote> {
  typeName: string;
  description: string;
  /** What an object can be looked up by beside its id: attributes of type string. */
  keys: readonly string[];
  /** What is of no use any more: looked up by its id alone, unless nothing else fits. */
  isOver?(remote: Remote): boolean;
}

/** The data source of one object, by its id or by something else that tells it from all others. */
export function createObjectSource<A extends Attributes, Remote extends Identified, Page extends Listed>(
  collection: Collection<A, Remote, Page>,
  { typeName, description, keys, isOver = () => false }: ObjectSourceOptions<Remote>,
): AnyDataSource<ApiClient> {
  const names = ["id", ...keys];
  const choice = `Exactly one of ${listed(names, "and")} is to be given.`;
  const keyAttributes = Object.fromEntries(
    names.map((name) => [
      name,
      schema.string({
        optional: true,
        computed: true,
        description: `${collection.attributes[name]?.options.description} ${choice}`,
        validators: [name === "id" ? collection.validateId : lengthBetween(1, 255)],
      }),
    ]),
  );
  const [one] = collection.names;

  return {
    typeName,
    schema: schema.defineSchema({
      version: 0,
      description,
      attributes: { ...collection.attributes, ...keyAttributes },
    }),

    validateConfig(config, diagnostics) {
      // An unknown one may turn out null.
      if (names.some((name) => isUnknown(config[name]))) return;
      const given = names.filter((name) => config[name] !== null && config[name] !== undefined);
      if (given.length === 1) return;
      const [first = "id", ...others] = given;
      const which =
        others.length > 0
          ? `${listed(given, "and")} are given; keep one of them.`
          : `Give ${listed(names, "or")}.`;
      diagnostics.addAttributeError([others.at(-1) ?? first], `Which ${one}?`, which);
    },

    async read({ config }, client) {
      const [key, value] = givenKey(names, config);
      const remote =
        key === "id"
          ? await client.callUnlessGone(`read the ${one}`, (api) => collection.get(api, value))
          : theOnly(collection, key, value, await findBy(collection, client, key, value), isOver);
      if (remote === null) throw new DiagnosticError([noneWithId(collection, value)]);
      return collection.toState(remote);
    },
  };
}

async function findBy<A extends Attributes, Remote extends Identified, Page extends Listed>(
  collection: Collection<A, Remote, Page>,
  client: ApiClient,
  key: string,
  value: string,
): Promise<Remote[]> {
  const all = await readAll(collection, client);
  return all.filter((remote) => sameText(collection.toState(remote)[key], value));
}

function theOnly<A extends Attributes, Remote extends Identified, Page extends Listed>(
  collection: Collection<A, Remote, Page>,
  key: string,
  value: string,
  found: Remote[],
  isOver: (remote: Remote) => boolean,
): Remote {
  const inUse = found.filter((remote) => !isOver(remote));
  const candidates = inUse.length > 0 ? inUse : found;
  const [only, ...others] = candidates;
  if (only === undefined) throw new DiagnosticError([noneWithKey(collection, key, value)]);
  if (others.length > 0) throw new DiagnosticError([severalWithKey(collection, key, value, candidates)]);
  return only;
}

/** The one that is given: the configuration has been checked by then. */
function givenKey(names: readonly string[], config: DataRequest<Schema>["config"]): [string, string] {
  const key = names.find((name) => typeof config[name] === "string") ?? "id";
  return [key, config[key] as string];
}

function listed(names: readonly string[], word: "and" | "or"): string {
  const quoted = names.map((name) => `\`${name}\``);
  const last = quoted.pop();
  return quoted.length > 0 ? `${quoted.join(", ")} ${word} ${last}` : `${last}`;
}
