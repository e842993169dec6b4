import { isUnknown, isWhollyKnown, type ObjectValue } from "../../protocol/value/value.ts";
import type { Diagnostics } from "../diagnostics.ts";
import type { Attributes } from "../schema/attribute.ts";
import { type Place, transform } from "../schema/transform.ts";

/**
 * Runs every attribute's validators on the values that are known.
 *
 * @param writeOnlyAllowed False for a client that would put write-only values into its state.
 */
export function validateConfig(
  attributes: Attributes,
  config: ObjectValue,
  writeOnlyAllowed: boolean,
  diagnostics: Diagnostics,
): void {
  transform(attributes, { value: config, prior: undefined, config }, (place) => {
    validate(place, writeOnlyAllowed, diagnostics);
    return place.value;
  });
}

/** `[condition ? x : null]` is a list with a null in it, which Terraform lets pass and no API takes. */
function refuseNullElements({ value, path }: Place, diagnostics: Diagnostics): boolean {
  if (!Array.isArray(value)) return false;
  const nulls = value.flatMap((element, index) => (element === null ? [index] : []));
  for (const index of nulls) {
    const remedy = "The element is null. Leave it out, with compact() or [for x in list : x if x != null].";
    diagnostics.addAttributeError([...path, index], `Null element in ${path.at(-1)}`, remedy);
  }
  return nulls.length > 0;
}

/** HCL can write it ("\\u0000"), and databases can't hold it: the API would refuse it in the middle of an apply. */
function refuseNul({ value, path }: Place, diagnostics: Diagnostics): boolean {
  const texts = Array.isArray(value)
    ? value.map((each, index) => ({ at: [...path, index], each }))
    : [{ at: path, each: value }];
  const faults = texts.filter(({ each }) => typeof each === "string" && each.includes("\0"));
  for (const { at } of faults) {
    const remedy = `The character NUL ("\\u0000") is in it, which the API can't store. Take it out, as with replace(…, "\\u0000", "").`;
    diagnostics.addAttributeError(at, `NUL in ${path.at(-1)}`, remedy);
  }
  return faults.length > 0;
}

function validate(place: Place, writeOnlyAllowed: boolean, diagnostics: Diagnostics): void {
  const { value, path, attribute } = place;
  const { options } = attribute;
  if (value === null) return;
  if (options.writeOnly && !writeOnlyAllowed) {
    diagnostics.addAttributeError(
      path,
      "Write-only attribute not supported",
      `${path.at(-1)} is write-only, which needs Terraform 1.11 or later: this client would keep the value in its state. Upgrade, or use the attribute's counterpart that is kept in state.`,
    );
  }
  if (refuseNullElements(place, diagnostics) || refuseNul(place, diagnostics)) return;
  if (isUnknown(value) || !isWhollyKnown(value)) return;
  const shown = options.sensitive || options.writeOnly ? "The value" : JSON.stringify(value, printable);
  for (const check of options.validators ?? []) {
    const fault = check(value, shown);
    if (fault) diagnostics.addAttributeError(path, `Invalid ${path.at(-1)}`, fault);
  }
}

/** JSON has no form for the integers that only a `bigint` holds. */
function printable(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}
