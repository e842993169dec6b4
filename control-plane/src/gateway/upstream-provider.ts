import { builtInProvider } from "../catalog/built-in-providers.ts";
import type { Config } from "../config.ts";
import type { ApiSurface } from "../providers/schema.ts";
import type { AccountUpstreams, CustomProvider } from "./account-upstreams.ts";
import type { UpstreamProvider } from "./candidate.ts";
import type { OperatorCredentials } from "./credentials.ts";
import type { Target } from "./resolve-model.ts";
import type { Surface } from "./surfaces/surface.ts";

/** What the operator supplies for built-in providers. */
export interface Operator {
  credentials: OperatorCredentials;
  baseUrls: ReadonlyMap<string, string>;
}

/** What the configuration says of them. */
export function operatorOf({ operatorUpstreams }: Pick<Config, "operatorUpstreams">): Operator {
  const credentials = new Map<string, string>();
  const baseUrls = new Map<string, string>();
  for (const [id, { apiKey, baseUrl }] of Object.entries(operatorUpstreams)) {
    if (apiKey) credentials.set(id, apiKey);
    if (baseUrl) baseUrls.set(id, baseUrl);
  }
  return { credentials, baseUrls };
}

/** Where the target is, or undefined when it does not have the surface. */
export function upstreamProvider(
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

/** What a custom provider states of a surface. A format without a surface stands for all of its surfaces. */
export function listedSurface(
  surfaces: readonly ApiSurface[],
  { id, format }: Surface,
): ApiSurface | undefined {
  return surfaces.find((each) => each.format === format.id && (each.surface ?? id) === id);
}

function customUpstream(
  { providerId, name, baseUrl, surfaces }: CustomProvider,
  surface: Surface,
): UpstreamProvider | undefined {
  const listed = surfaces && listedSurface(surfaces, surface);
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
