import { faultDiagnostic } from "../../protocol/diagnostic.ts";
import { DiagnosticError, type Diagnostics } from "../diagnostics.ts";
import type { Attributes } from "../schema/attribute.ts";
import { existingPath } from "../schema/existing-path.ts";

/**
 * Runs what a resource does. What a `DiagnosticError` says is added to the diagnostics, at places that the schema has;
 * any other error is a fault in here, and is reported as one: what the resource has saved until then must not be lost.
 *
 * @returns whether it went through.
 */
export async function attempt(
  diagnostics: Diagnostics,
  attributes: Attributes,
  run: () => Promise<void> | void,
): Promise<boolean> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof DiagnosticError)) {
      diagnostics.list.push(faultDiagnostic(error));
      return false;
    }
    for (const { path, ...diagnostic } of error.diagnostics) {
      diagnostics.list.push(path ? { ...diagnostic, path: existingPath(attributes, path) } : diagnostic);
    }
  }
  return !diagnostics.hasError();
}
