import type { Diagnostic } from "../protocol/diagnostic.ts";
import type { Identified } from "./collection.ts";

/** What a message needs to know of a collection. */
interface Named {
  readonly names: readonly [one: string, many: string];
  readonly listType: string;
  readonly notHere?: string;
}

/** More would not be read. */
const MAX_SHOWN = 10;

export function noneWithId({ names: [one], listType }: Named, id: string): Diagnostic {
  const detail = `The account of the API key has no ${one} with the id ${JSON.stringify(id)}. It may be deleted, or of another account: check the id, and api_key of the provider block. The data source ${listType} lists those that there are.`;
  return { severity: "error", summary: `No such ${one}`, detail, path: ["id"] };
}

export function noneWithKey(
  { names: [one], listType, notHere = "" }: Named,
  key: string,
  value: string,
): Diagnostic {
  const detail = `The account of the API key has no ${one} with the ${key} ${JSON.stringify(value)}. Case and spaces count. The data source ${listType} lists those that there are.${notHere && ` ${notHere}`}`;
  return { severity: "error", summary: `No such ${one}`, detail, path: [key] };
}

/** Names need not be unique: while a key is rotated, old and new have the same one. */
export function severalWithKey(
  { names: [one, many], listType }: Named,
  key: string,
  value: string,
  found: readonly Identified[],
): Diagnostic {
  const shown = found.slice(0, MAX_SHOWN).map(({ id, createdAt, expiresAt }) => {
    return `  ${id}, created at ${createdAt}${expiresAt ? `, expires at ${expiresAt}` : ""}`;
  });
  if (found.length > shown.length) shown.push(`  and ${found.length - shown.length} more`);
  const detail = `${found.length} ${many} have the ${key} ${JSON.stringify(value)}:\n\n${shown.join("\n")}\n\nGive the id of the one that you mean, or take them all from the data source ${listType}.`;
  return { severity: "error", summary: `More than one ${one}`, detail, path: [key] };
}
