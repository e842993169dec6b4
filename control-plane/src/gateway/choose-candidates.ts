import { BUILT_IN_PROVIDERS, builtInProvider } from "../catalog/built-in-providers.ts";
import { refusedBy } from "./access.ts";
import type { AccountUpstreams, CustomProvider } from "./account-upstreams.ts";
import { type Candidate, credentialName, type UpstreamProvider } from "./candidate.ts";
import { credentialsFor, type OperatorCredentials } from "./credentials.ts";
import { GatewayError } from "./gateway-error.ts";
import { resolveModel, type Target } from "./resolve-model.ts";
import type { Surface } from "./surfaces/surface.ts";
import type { KeyConfiguration } from "./verify-key.ts";

export interface ChooseOptions {
  surface: Surface;
  /** The models that the request names, in its order. */
  models: readonly string[];
  configuration: KeyConfiguration | null;
  account: AccountUpstreams;
  operator: Operator;
}

/** What the operator supplies for built-in providers. */
export interface Operator {
  credentials: OperatorCredentials;
  baseUrls: ReadonlyMap<string, string>;
}

export type Choice = { candidates: Candidate[] } | { refusal: GatewayError };

/**
 * The upstreams that may serve a request, in the order to try them, or why there is none. A pure function of
 * what it is given: it asks nobody.
 */
export function chooseCandidates(options: ChooseOptions): Choice {
  const { surface, models, configuration, account, operator } = options;
  const candidates: Candidate[] = [];
  const seen = new Set<string>();
  const refusals: GatewayError[] = [];
  for (const name of models) {
    const targets = resolveModel(name, account);
    if (targets.length === 0) refusals.push(unknownModel(name, account));
    for (const target of targets) {
      const refused = refusedBy(configuration?.access ?? null, target, account);
      if (refused) {
        refusals.push(new GatewayError(3803, `Not allowed: ${refused}.`, { param: "model" }));
        continue;
      }
      const provider = upstreamProvider(target, surface, account, operator);
      if (!provider) {
        refusals.push(noSuchSurface(target, surface));
        continue;
      }
      const credentials = credentialsFor(target, configuration, account, operator.credentials);
      if (credentials.length === 0) refusals.push(noCredential(target));
      for (const credential of credentials) {
        const identity = `${target.providerId}\n${target.model}\n${credentialName(credential)}`;
        if (seen.has(identity)) continue;
        seen.add(identity);
        candidates.push({ provider, model: target.model, credential });
      }
    }
  }
  if (candidates.length > 0) return { candidates };
  // What is forbidden says more than what is missing.
  const refusal = refusals.find(({ code }) => code === "ERR_NGROK_3803") ?? refusals[0];
  return { refusal: refusal ?? new GatewayError(3801, "The request names no model.", { param: "model" }) };
}

/** Where the target is, or undefined when it does not have the surface. */
function upstreamProvider(
  { providerId }: Target,
  surface: Surface,
  account: AccountUpstreams,
  operator: Operator,
): UpstreamProvider | undefined {
  const custom = account.providers.get(providerId);
  if (custom) return customUpstream(custom, surface);
  const builtIn = builtInProvider(providerId);
  if (!builtIn?.surfaces.includes(surface.id)) return undefined;
  const baseUrl = operator.baseUrls.get(providerId) ?? builtIn.baseUrl;
  return { id: providerId, displayName: builtIn.displayName, baseUrl, custom: false, supportedParams: null };
}

function customUpstream(
  { providerId, name, baseUrl, surfaces }: CustomProvider,
  { id, format }: Surface,
): UpstreamProvider | undefined {
  // A format without a surface stands for all of its surfaces.
  const listed = surfaces?.find((each) => each.format === format.id && (each.surface ?? id) === id);
  if (surfaces && !listed) return undefined;
  const params = listed?.supportedParams;
  return {
    id: providerId,
    displayName: name,
    baseUrl,
    custom: true,
    supportedParams: params && params.length > 0 ? new Set(params.map((param) => param.name)) : null,
  };
}

function unknownModel(name: string, account: AccountUpstreams): GatewayError {
  const separator = name.indexOf(":");
  if (separator > 0) {
    const ids = [...BUILT_IN_PROVIDERS.map(({ id }) => id), ...account.providers.keys()].join(", ");
    const prefix = name.slice(0, separator);
    return new GatewayError(3803, `There is no provider "${prefix}"; there are ${ids}.`, { param: "model" });
  }
  return new GatewayError(
    3804,
    `The model "${name}" is unknown. Write it as provider:model to send it to a provider all the same.`,
    { param: "model" },
  );
}

function noSuchSurface({ providerId }: Target, { path }: Surface): GatewayError {
  return new GatewayError(3803, `The provider "${providerId}" does not serve /v1/${path}.`, {
    param: "model",
  });
}

function noCredential({ providerId }: Target): GatewayError {
  return new GatewayError(
    3802,
    `There is no credential for "${providerId}": store a provider key for it, and attach it if the router has a rule.`,
    { param: "model" },
  );
}
