import type { Attempt } from "./attempt.ts";
import { credentialName } from "./candidate.ts";
import type { Tried } from "./forward.ts";
import { GatewayError } from "./gateway-error.ts";
import { isObject } from "./surfaces/values.ts";

const MAX_REASON_LENGTH = 200;

/** The try of a candidate whose stored key does not open. */
export const CREDENTIAL_LOST: Attempt = {
  kind: "failed",
  status: 0,
  timedOut: false,
  reason: "its stored provider key can't be opened",
};

/** The only candidate gave no answer. */
export function couldNotBeReached(tried: readonly Tried[]): GatewayError {
  return new GatewayError(3800, `The upstream could not be reached. ${lines(tried)}`);
}

/** The total time was over before anybody answered. */
export function totalTimeOver(tried: readonly Tried[], totalTimeoutMs: number): GatewayError {
  return new GatewayError(3810, `No upstream answered within ${totalTimeoutMs} ms.\n${lines(tried)}`);
}

/** Every candidate failed. The status is theirs when they agree on one. */
export function allFailed(tried: readonly Tried[]): GatewayError {
  const statuses = new Set(tried.map(({ outcome }) => (outcome.kind === "refused" ? outcome.status : 503)));
  const [status = 503] = statuses.size === 1 ? statuses : [503];
  const retryAfter = status === 429 ? smallestRetryAfter(tried) : undefined;
  return new GatewayError(3807, `Every upstream failed.\n${lines(tried)}`, {
    status,
    ...(retryAfter !== undefined && { headers: { "retry-after": String(retryAfter) } }),
  });
}

/** One line for each try: provider, model, credential, status, reason. */
function lines(tried: readonly Tried[]): string {
  const withoutCredentials = credentialRemover(tried);
  return tried
    .map(({ candidate: { provider, model, credential }, outcome }) => {
      const status = outcome.status > 0 ? `status ${outcome.status}` : "no status";
      // Cut only after the credentials are out: half of one would not be recognised.
      const reason = withoutCredentials(reasonOf(outcome)).slice(0, MAX_REASON_LENGTH);
      return `${provider.id}: ${model}: ${credentialName(credential)}: ${status}: ${reason}`;
    })
    .join("\n");
}

function reasonOf(outcome: Attempt): string {
  if (outcome.kind === "failed") return outcome.reason;
  return messageIn(outcome.kind === "refused" ? outcome.bytes : undefined) ?? "no reason given";
}

function messageIn(bytes: Buffer | undefined): string | undefined {
  try {
    const parsed: unknown = JSON.parse(bytes?.toString("utf8") ?? "");
    // Google answers with a list of one.
    const body: unknown = Array.isArray(parsed) ? parsed[0] : parsed;
    const error = isObject(body) ? body.error : undefined;
    const message = isObject(error) ? error.message : error;
    return typeof message === "string" ? message.replace(/\s+/g, " ") : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Makes the function that takes the credentials of these tries out of a text: some providers quote the one that they
 * refuse, which is not for the client's eyes.
 */
export function credentialRemover(tried: readonly Tried[]): (text: string) => string {
  const forms = tried.flatMap(({ candidate, outcome }) => {
    const value = outcome === CREDENTIAL_LOST ? undefined : candidate.credential.value();
    return value ? writtenForms(value) : [];
  });
  return (text) => forms.reduce((rest, form) => rest.replaceAll(form, "***"), text);
}

/** A credential as it is, and as a JSON text has it, where a slash may be escaped too. */
function writtenForms(value: string): string[] {
  const inJson = JSON.stringify(value).slice(1, -1);
  return [value, inJson, inJson.replaceAll("/", "\\/")];
}

/** Seconds. A date counts as its distance by the upstream's own clock would: too rarely used to be read. */
function smallestRetryAfter(tried: readonly Tried[]): number | undefined {
  const seconds = tried
    .map(({ outcome }) => (outcome.kind === "refused" ? Number(outcome.headers["retry-after"]) : Number.NaN))
    .filter((value) => Number.isFinite(value));
  return seconds.length === 0 ? undefined : Math.min(...seconds);
}
