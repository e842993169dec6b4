import type { AttributePath } from "../protocol/attribute-path.ts";
import type { Diagnostic } from "../protocol/diagnostic.ts";

/** The errors and warnings of one call. Details are for the user: they name the value and the remedy, never a secret. */
export class Diagnostics {
  readonly list: Diagnostic[] = [];

  addError(summary: string, detail: string): void {
    this.list.push({ severity: "error", summary, detail });
  }

  addAttributeError(path: AttributePath, summary: string, detail: string): void {
    this.list.push({ severity: "error", summary, detail, path });
  }

  addWarning(summary: string, detail: string): void {
    this.list.push({ severity: "warning", summary, detail });
  }

  addAttributeWarning(path: AttributePath, summary: string, detail: string): void {
    this.list.push({ severity: "warning", summary, detail, path });
  }

  hasError(): boolean {
    return this.list.some(({ severity }) => severity === "error");
  }
}

/** An error that says itself what the user should read. Whatever a resource throws else is shown as a provider fault. */
export class DiagnosticError extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[], options?: ErrorOptions) {
    super(diagnostics.map(({ summary, detail }) => `${summary}: ${detail}`).join("\n"), options);
    this.name = "DiagnosticError";
    this.diagnostics = diagnostics;
  }
}

/** What is asked for depends on a value that Terraform will know only later: a plan goes on without it where it can. */
export class NotKnownYetError extends DiagnosticError {
  constructor(summary: string, detail: string) {
    super([{ severity: "error", summary, detail }]);
    this.name = "NotKnownYetError";
  }
}
