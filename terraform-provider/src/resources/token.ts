import { DiagnosticError } from "../framework/diagnostics.ts";
import { useStateForUnknown } from "../framework/plan-modifiers/index.ts";
import * as schema from "../framework/schema/index.ts";

/** What the kinds of keys share that the API makes a token for, and shows it once. */

export function token(description: string) {
  return schema.string({
    computed: true,
    nullable: true,
    sensitive: true,
    description,
    planModifiers: [useStateForUnknown()],
  });
}

export const keyRedacted = schema.string({
  computed: true,
  description: "The first ten characters of the token, three stars, and its last four.",
  planModifiers: [useStateForUnknown()],
});

/** A create whose answer lacks the token. The object exists: its state must have been saved. */
export function withoutToken(kind: "access key" | "API key", id: string): DiagnosticError {
  const summary = `The ${kind} has no token`;
  const detail = `The API created the ${kind} ${id}, but its answer did not carry the token, which is never shown again. The key is kept in the state as tainted: the next apply replaces it.`;
  return new DiagnosticError([{ severity: "error", summary, detail, path: ["token"] }]);
}
