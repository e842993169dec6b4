import { Token } from "cdktf";

/**
 * Throws when a name is not of the form that a place asks for.
 *
 * @param rule The form in words, as the end of "… takes".
 */
export function requireForm(
  construct: string,
  property: string,
  value: string | undefined,
  form: RegExp,
  rule: string,
): void {
  if (value === undefined || Token.isUnresolved(value) || form.test(value)) return;
  throw new Error(`${construct}: ${property} "${value}" is not valid; it takes ${rule}.`);
}
