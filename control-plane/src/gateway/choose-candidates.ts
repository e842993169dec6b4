import { refusedBy } from "./access.ts";
import type { AccountUpstreams } from "./account-upstreams.ts";
import { type Candidate, credentialName } from "./candidate.ts";
import { credentialsFor, type PassedOver } from "./credentials.ts";
import { GatewayError } from "./gateway-error.ts";
import { noCredential, noSuchSurface, notAllowed, unknownModel } from "./refusals.ts";
import { resolveModel, type Target } from "./resolve-model.ts";
import type { Surface } from "./surfaces/surface.ts";
import { type Operator, upstreamProvider } from "./upstream-provider.ts";
import type { KeyConfiguration } from "./verify-key.ts";

export interface ChooseOptions {
  surface: Surface;
  /** The models that the request names, in its order. */
  models: readonly string[];
  configuration: KeyConfiguration | null;
  account: AccountUpstreams;
  operator: Operator;
  /** Told of everything that is named and not chosen; for explanations. */
  onSkip?(skipped: Skipped): void;
}

/** Something that a request names, and that can't serve it. */
export interface Skipped {
  /** The model as the request names it. */
  name: string;
  /** Undefined: the name means nothing. */
  target?: Target;
  /** The credential that was passed over; undefined: the target as a whole. */
  credential?: PassedOver;
  reason: GatewayError | string;
}

export type Choice = { candidates: Candidate[] } | { refusal: GatewayError };

/**
 * The upstreams that may serve a request, in the order to try them, or why there is none. A pure function of
 * what it is given: it asks nobody.
 */
export function chooseCandidates(options: ChooseOptions): Choice {
  const { surface, models, configuration, account, operator, onSkip } = options;
  const candidates: Candidate[] = [];
  const seen = new Set<string>();
  const refusals: GatewayError[] = [];
  const refuse = (name: string, reason: GatewayError, target?: Target) => {
    refusals.push(reason);
    onSkip?.({ name, reason, ...(target && { target }) });
  };

  for (const name of models) {
    const targets = resolveModel(name, account);
    if (targets.length === 0) refuse(name, unknownModel(name, account));
    for (const target of targets) {
      const refused = refusedBy(configuration?.access ?? null, target, account);
      if (refused) {
        refuse(name, notAllowed(refused), target);
        continue;
      }
      const provider = upstreamProvider(target, surface, account, operator);
      if (!provider) {
        refuse(name, noSuchSurface(target, surface), target);
        continue;
      }
      const credentials = credentialsFor(target, configuration, account, operator.credentials, (credential) =>
        onSkip?.({ name, target, credential, reason: credential.reason }),
      );
      if (credentials.length === 0) refuse(name, noCredential(target), target);
      for (const { credential, origin } of credentials) {
        const identity = `${target.providerId}\n${target.model}\n${credentialName(credential)}`;
        if (seen.has(identity)) continue;
        seen.add(identity);
        candidates.push({ provider, model: target.model, credential, origin });
      }
    }
  }
  if (candidates.length > 0) return { candidates };
  // What is forbidden says more than what is missing.
  const refusal = refusals.find(({ code }) => code === "ERR_NGROK_3803") ?? refusals[0];
  return { refusal: refusal ?? new GatewayError(3801, "The request names no model.", { param: "model" }) };
}
