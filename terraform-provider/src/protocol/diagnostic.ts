import { type AttributePath, type AttributePathMessage, encodePath } from "./attribute-path.ts";

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

const SEVERITY = { error: 1, warning: 2 } as const;

export function encodeDiagnostics(diagnostics: readonly Diagnostic[]): DiagnosticMessage[] {
  return diagnostics.map(({ severity, summary, detail, path }) => ({
    severity: SEVERITY[severity],
    summary,
    detail,
    ...(path && path.length > 0 ? { attribute: encodePath(path) } : {}),
  }));
}
