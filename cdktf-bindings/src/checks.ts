import { Token } from "cdktf";

/**
 * Checks that are made as soon as a construct is: an error at the line that is wrong, instead of one from Terraform.
 * Tokens pass, for their values are not known yet.
 */

/** Throws when a text is longer than the API takes. */
export function requireLength(
  construct: string,
  property: string,
  value: string | undefined,
  max: number,
): void {
  if (value === undefined || Token.isUnresolved(value) || value.length <= max) return;
  throw new Error(`${construct}: ${property} has ${value.length} characters; shorten it to ${max} at most.`);
}

/** Throws when a text is given and empty. */
export function requireText(construct: string, property: string, value: string | undefined): void {
  if (value === "") throw new Error(`${construct}: ${property} is empty; give it at least one character.`);
}

/**
 * Throws when a secret is written out in the program: it would be in the repository and in what is synthesised.
 * The value itself is not quoted.
 */
export function requireNoLiteral(construct: string, property: string, value: string | undefined): void {
  if (value === undefined || Token.isUnresolved(value)) return;
  throw new Error(
    `${construct}: ${property} is a secret written out in the program, and would be in the synthesised configuration. ` +
      'Take it from a sensitive variable, `new TerraformVariable(this, "secret", { sensitive: true }).stringValue`, ' +
      "or from a data source.",
  );
}

/** Throws for what is no whole number from 1 on that is known in the program: constructs are made by it. */
export function requireCount(construct: string, property: string, value: number, reason: string): void {
  if (Token.isUnresolved(value)) {
    throw new Error(
      `${construct}: ${property} is only known to Terraform; write the number in the program, since constructs are made by it.`,
    );
  }
  if (Number.isSafeInteger(value) && value >= 1) return;
  throw new Error(`${construct}: ${property} ${value} is no whole number from 1 on; ${reason}.`);
}
