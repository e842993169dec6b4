import { PreconditionFailed } from "../errors.ts";

/** The entity tag of a row's revision. It changes with every write of the row. */
export function entityTag(revision: number): string {
  return `"${revision}"`;
}

/** Lets a write through when its `If-Match` names the revision that is there. Throws `PreconditionFailed`. */
export function requireMatch(ifMatch: string | undefined, revision: number): void {
  if (ifMatch === undefined || ifMatch.trim() === "*") return;
  const current = entityTag(revision);
  if (ifMatch.split(",").some((tag) => tag.trim() === current)) return;
  throw new PreconditionFailed(
    `It was changed meanwhile: its tag is ${current}, If-Match has ${ifMatch}. Read it again, and repeat the change.`,
  );
}
