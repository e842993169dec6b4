import type { AttributePath, PathStep } from "../../protocol/attribute-path.ts";
import type { Attribute, Attributes } from "./attribute.ts";

/**
 * The longest beginning of a path that the schema has. A diagnostic at a path that doesn't exist would lose its place in
 * the configuration altogether; cut short, it points at the attribute around. A path ends at a set.
 */
export function existingPath(attributes: Attributes, path: AttributePath): PathStep[] {
  const [name, ...rest] = path;
  const attribute =
    typeof name === "string" && Object.hasOwn(attributes, name) ? attributes[name] : undefined;
  return typeof name === "string" && attribute ? [name, ...within(attribute, rest)] : [];
}

function within({ type, nested }: Attribute, path: AttributePath): PathStep[] {
  const [step, ...rest] = path;
  if (step === undefined) return [];
  if (nested?.mode === "single") return existingPath(nested.attributes, path);
  if (typeof type === "string" || "set" in type || "object" in type) return [];
  const element = elementStep(step, "map" in type);
  if (element === undefined) return [];
  return [element, ...(nested ? existingPath(nested.attributes, rest) : [])];
}

function elementStep(step: PathStep, ofMap: boolean): PathStep | undefined {
  if (!ofMap) return typeof step === "number" ? step : undefined;
  return typeof step === "object" ? step : { key: String(step) };
}
