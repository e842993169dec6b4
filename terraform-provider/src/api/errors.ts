import { DiagnosticError } from "../framework/diagnostics.ts";
import type { Diagnostic } from "../protocol/diagnostic.ts";
import { fieldPath } from "./field-path.ts";
import type { components } from "./generated/openapi.ts";

export type ErrorBody = components["schemas"]["Error"];

/** The API's own refusal of a request, with a diagnostic for each field that it names. */
export class RefusedError extends DiagnosticError {
  readonly status: number;
  readonly #body: ErrorBody;

  constructor(action: string, body: ErrorBody, requestId: string | undefined) {
    super(refusal(action, body, requestId));
    this.name = "RefusedError";
    this.status = body.statusCode;
    this.#body = body;
  }

  /** Whether it is this field of the request that the API found wrong, or does not know. */
  refuses(field: string): boolean {
    const { msg, details } = this.#body;
    return [400, 422].includes(this.status) && (Object.hasOwn(details ?? {}, field) || msg.includes(field));
  }
}

/** For `catch`: tells what to do about the refusals with this status, and throws every error on. */
export function withRemedy(status: number, remedy: string): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof RefusedError) || error.status !== status) throw error;
    const told = error.diagnostics.map((each) => ({ ...each, detail: `${each.detail}\n\n${remedy}` }));
    throw new DiagnosticError(told, { cause: error });
  };
}

/** No answer, or one that the API can't have given: a wrong address, a proxy's page, a server that is down. */
export class UnreachableError extends DiagnosticError {
  constructor(action: string, detail: string, options?: ErrorOptions) {
    super([{ severity: "error", summary: `Could not ${action}`, detail }], options);
    this.name = "UnreachableError";
  }
}

/** What there is to say when nobody knows whether a request was carried out. */
export const MAY_HAVE_HAPPENED =
  "If this was to change something, it may have been carried out all the same; the next plan shows what is there.";

const REMEDIES: Record<number, string> = {
  401: "Check api_key of the provider block, or the AIGATEWAY_API_KEY environment variable. It must be an API key, not an access key.",
  403: "The API key may not do this.",
  412: "Others changed it in between, each time that it was tried. Apply again.",
  500: MAY_HAVE_HAPPENED,
};

function refusal(action: string, body: ErrorBody, requestId: string | undefined): Diagnostic[] {
  const summary = `Could not ${action}`;
  const reference = `The API answered ${body.statusCode}${requestId ? ` (request ${requestId})` : ""}.`;
  const fields = Object.entries(body.details ?? {});
  if (fields.length === 0) {
    const detail = [body.msg, REMEDIES[body.statusCode], reference].filter(Boolean).join("\n\n");
    return [{ severity: "error", summary, detail }];
  }
  return fields.map(([field, fault]) => ({
    severity: "error",
    summary,
    detail: `${fault}\n\n${reference}`,
    path: fieldPath(field),
  }));
}
