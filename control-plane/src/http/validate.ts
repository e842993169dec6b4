import type { ZodError, ZodType, z } from "zod";
import { Invalid } from "../errors.ts";

/** Codes of the contract, by what went wrong. */
const TOO_LONG_DESCRIPTION = "ERR_NGROK_27004";
const TOO_LONG_METADATA = "ERR_NGROK_27005";
const MISSING_FIELD = "ERR_NGROK_27006";

/** Parses a value by its schema, or throws `Invalid` with every violation. */
export function parse<S extends ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  const { details, errorCode } = explain(result.error);
  throw new Invalid(details, errorCode);
}

function explain(error: ZodError): { details: Record<string, string>; errorCode?: string } {
  // A Map, for a field may be called "constructor".
  const details = new Map<string, string>();
  let errorCode: string | undefined;
  for (const issue of flatten(error.issues)) {
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys) addFirst(details, [...issue.path, key], "There is no such field.");
      continue;
    }
    const missing = issue.code === "invalid_type" && issue.input === undefined;
    const field = issue.path.at(-1);
    addFirst(details, issue.path, missing ? "This field is required." : sentence(issue.message));
    if (missing) errorCode ??= MISSING_FIELD;
    if (issue.code === "too_big" && field === "description") errorCode ??= TOO_LONG_DESCRIPTION;
    if (issue.code === "too_big" && field === "metadata") errorCode ??= TOO_LONG_METADATA;
  }
  return { details: Object.fromEntries(details), ...(errorCode && { errorCode }) };
}

/** Of several faults of a field the first is told. */
function addFirst(details: Map<string, string>, path: readonly PropertyKey[], fault: string): void {
  const name = fieldName(path);
  if (!details.has(name)) details.set(name, fault);
}

type Issue = ZodError["issues"][number];

/** Replaces a failed union by the issues of the member that came nearest: the one with the fewest of them. */
function flatten(issues: Issue[]): Issue[] {
  return issues.flatMap((issue) => {
    if (issue.code !== "invalid_union" || issue.errors.length === 0) return [issue];
    const nearest = issue.errors.reduce((best, each) => (each.length < best.length ? each : best));
    return flatten(nearest.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }) as Issue));
  });
}

/** `router.rules[0].provider`; the body as a whole is `body`. */
export function fieldName(path: readonly PropertyKey[]): string {
  return (
    path.reduce<string>((name, part) => {
      if (typeof part === "number") return `${name}[${part}]`;
      return name === "" ? String(part) : `${name}.${String(part)}`;
    }, "") || "body"
  );
}

function sentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
