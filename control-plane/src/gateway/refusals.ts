import { BUILT_IN_PROVIDERS } from "../catalog/built-in-providers.ts";
import type { AccountUpstreams } from "./account-upstreams.ts";
import { GatewayError } from "./gateway-error.ts";
import type { Target } from "./resolve-model.ts";
import type { Surface } from "./surfaces/surface.ts";

/** Why something that a request names can't serve it. */

export function notAllowed(reason: string): GatewayError {
  return new GatewayError(3803, `Not allowed: ${reason}.`, { param: "model" });
}

export function unknownModel(name: string, account: AccountUpstreams): GatewayError {
  const separator = name.indexOf(":");
  if (separator === name.length - 1 && separator > 0) {
    return new GatewayError(3801, `"${name}" names a provider and no model.`, { param: "model" });
  }
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

export function noSuchSurface({ providerId }: Target, { path }: Surface): GatewayError {
  return new GatewayError(3803, `The provider "${providerId}" does not serve /v1/${path}.`, {
    param: "model",
  });
}

export function noCredential({ providerId }: Target): GatewayError {
  return new GatewayError(
    3802,
    `There is no credential for "${providerId}": store a provider key for it, and attach it if the router has a rule.`,
    { param: "model" },
  );
}
