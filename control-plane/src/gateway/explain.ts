import { toRfc3339 } from "../clock.ts";
import { redact } from "../crypto/token.ts";
import type { AccountUpstreams } from "./account-upstreams.ts";
import type { Candidate, CredentialOrigin } from "./candidate.ts";
import { chooseCandidates, type Skipped } from "./choose-candidates.ts";
import type { CircuitBreaker } from "./circuit-breaker.ts";
import { GatewayError } from "./gateway-error.ts";
import { checkRequest } from "./parse-request.ts";
import type { Surface } from "./surfaces/surface.ts";
import type { Operator } from "./upstream-provider.ts";
import { surfaceUrl } from "./upstream-request.ts";
import type { KeyConfiguration } from "./verify-key.ts";

/** What the gateway would do with a request, without doing it. */
export interface Explanation {
  /** In the order in which they would be tried. */
  candidates: ExplainedCandidate[];
  /** What the request or the configuration names, and why it is not a candidate. */
  skipped: ExplainedSkip[];
  /** What the client would be told when there is no candidate. */
  error?: { statusCode: number; errorCode: string; msg: string };
}

export interface ExplainedCandidate {
  provider: string;
  providerDisplayName: string;
  model: string;
  /** Where it would be sent. */
  url: string;
  keySource: "user" | "ngrok" | "none";
  providerKeyId?: string;
  providerKeyDisplayName?: string;
  keyRedacted?: string;
  reason: string;
  /** It keeps failing, and is tried last until then. */
  circuitOpen?: { failures: number; until: string };
}

export interface ExplainedSkip {
  model: string;
  provider?: string;
  providerKeyId?: string;
  errorCode?: string;
  reason: string;
}

export interface ExplainOptions {
  surface: Surface;
  body: Record<string, unknown>;
  configuration: KeyConfiguration | null;
  account: AccountUpstreams;
  operator: Operator;
  breaker: Pick<CircuitBreaker, "order" | "openFor">;
}

/** Nothing is sent, so that there is nothing to send. */
const NO_BYTES = Buffer.alloc(0);

/** Asks nobody; credentials are shown redacted. */
export function explain({ surface, body, ...options }: ExplainOptions): Explanation {
  const skipped: ExplainedSkip[] = [];
  try {
    const { models } = checkRequest(surface, NO_BYTES, body);
    const onSkip = (skip: Skipped) => void skipped.push(explainSkip(skip));
    const choice = chooseCandidates({ surface, models, ...options, onSkip });
    if ("refusal" in choice) throw choice.refusal;
    const candidates = options.breaker
      .order(options.account.accountId, choice.candidates)
      .map((candidate) => explainCandidate(candidate, surface, options));
    return { candidates, skipped };
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    const { status, code, message } = error;
    return { candidates: [], skipped, error: { statusCode: status, errorCode: code, msg: message } };
  }
}

function explainCandidate(
  { provider, model, credential, origin }: Candidate,
  surface: Surface,
  { configuration, account, breaker }: Pick<ExplainOptions, "configuration" | "account" | "breaker">,
): ExplainedCandidate {
  const candidate = { provider, model, credential, origin };
  const circuit = breaker.openFor(account.accountId, candidate);
  const address = surfaceUrl(provider.baseUrl, surface.path);
  return {
    provider: provider.id,
    providerDisplayName: provider.displayName,
    model,
    url: address.origin + address.path,
    keySource: credential.source,
    ...(credential.source === "user" && {
      providerKeyId: credential.id,
      providerKeyDisplayName: credential.name,
      keyRedacted: redactedValue(credential),
    }),
    reason: `${originText(origin, configuration)}: ${CREDENTIALS[credential.source]}.`,
    ...(circuit && {
      circuitOpen: { failures: circuit.failures, until: toRfc3339(circuit.openUntil) },
    }),
  };
}

const CREDENTIALS = {
  user: "a stored provider key",
  ngrok: "the operator's credential",
  none: "without a credential, since access names this custom provider and it has no key",
} as const;

function originText(origin: CredentialOrigin, configuration: KeyConfiguration | null): string {
  if (origin.kind === "default") return "No rule is about it, so by default";
  const rule = configuration?.router?.rules?.[origin.rule];
  const about = [
    ...(rule?.model === undefined ? [] : [`the model "${rule.model}"`]),
    ...(rule?.provider === undefined ? [] : [`the provider "${rule.provider}"`]),
  ];
  return `router.rules[${origin.rule}] for ${about.join(" of ")}, step ${origin.step}`;
}

function redactedValue(credential: { value(): string }): string {
  try {
    return redact(credential.value());
  } catch {
    return "***"; // it can't be opened, as the try would show
  }
}

function explainSkip({ name, target, credential, reason }: Skipped): ExplainedSkip {
  const isFault = reason instanceof GatewayError;
  return {
    model: target?.model ?? name,
    ...(target && { provider: target.providerId }),
    ...(credential?.providerKeyId && { providerKeyId: credential.providerKeyId }),
    ...(isFault && { errorCode: reason.code }),
    reason: isFault ? reason.message : reason,
  };
}
