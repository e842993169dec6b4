import { type AttributePath, type AttributePathMessage, encodePath, formatPath } from "./attribute-path.ts";

/** What Terraform prints as an `Error:` or `Warning:` box, pointing at the attribute where `path` is given. */
export interface Diagnostic {
  severity: "error" | "warning";
  summary: string;
  detail: string;
  path?: AttributePath;
}

export interface DiagnosticMessage {
  severity: number;
  summary: string;
  detail: string;
  attribute?: AttributePathMessage;
}

/** A fault of this program, for the user to report. The message of an unexpected error is all that is told of it. */
export function faultDiagnostic(error: unknown, what = "The operation"): Diagnostic {
  const message = error instanceof Error ? error.message : "unknown cause";
  const detail = `${what} failed: ${message}\n\nThis is a fault of the provider or of the program that calls it; please report it.`;
  return { severity: "error", summary: "Provider fault", detail };
}

const SEVERITY = { error: 1, warning: 2 } as const;

/**
 * Terraform finds the line of an attribute of the block itself, but of nothing within its value: given a longer path it
 * falls back to the block's first line. So the message points at the outermost attribute, and the text names the rest.
 */
export function encodeDiagnostics(diagnostics: readonly Diagnostic[]): DiagnosticMessage[] {
  return diagnostics.map(({ severity, summary, detail, path = [] }) => ({
    severity: SEVERITY[severity],
    summary,
    detail: path.length > 1 ? `${formatPath(path)}: ${detail}` : detail,
    ...(path.length > 0 ? { attribute: encodePath(path.slice(0, 1)) } : {}),
  }));
}
