import { conform } from "./conform.ts";
import type { Type } from "./type.ts";
import type { Value } from "./value.ts";

/** A JSON string, or a JSON number: strings are matched only so that the digits inside them are passed over. */
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * Decodes a value in Terraform's JSON encoding, as state files have it. JSON knows no unknown.
 *
 * Numbers that a double can't hold are put in quotes before parsing, which makes them the decimal strings that a number
 * may be (see `Value`); otherwise the state would come back with other digits.
 *
 * @throws TypeMismatchError, or a SyntaxError that does not quote the text, which may hold secrets.
 */
export function decodeJson(bytes: Uint8Array, type: Type): Value {
  return conform(parseExactly(new TextDecoder().decode(bytes)), type);
}

export function parseExactly(text: string): unknown {
  const exact = text.replace(STRING_OR_NUMBER, (token) =>
    token.startsWith('"') || survivesDouble(token) ? token : `"${token}"`,
  );
  try {
    return JSON.parse(exact);
  } catch {
    throw new SyntaxError("the value is not valid JSON");
  }
}

function survivesDouble(token: string): boolean {
  return String(Number(token)) === token;
}
