import { DiagnosticError } from "../framework/diagnostics.ts";
import { MAX_METADATA } from "./attachment-priorities.ts";
import type { ConfigurationUpdate } from "./change-configuration.ts";

/** Throws where the priorities would need more metadata than a configuration can have: the API would not say why. */
export function requireRoom(action: string, update: ConfigurationUpdate | undefined): void {
  const length = update?.metadata?.length ?? 0;
  if (length <= MAX_METADATA) return;
  const detail = `The configuration's metadata, where priorities are kept, would have ${length} characters of at most ${MAX_METADATA}. Shorten what else is in it, or attach keys without a priority.`;
  throw new DiagnosticError([
    { severity: "error", summary: `Could not ${action}`, detail, path: ["priority"] },
  ]);
}
