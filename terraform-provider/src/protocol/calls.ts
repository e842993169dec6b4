import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import { type Call, serveCall } from "./call.ts";
import { applyResourceChange } from "./calls/apply-resource-change.ts";
import { closeEphemeralResource } from "./calls/close-ephemeral-resource.ts";
import { configureProvider } from "./calls/configure-provider.ts";
import { getFunctions } from "./calls/get-functions.ts";
import { getMetadata } from "./calls/get-metadata.ts";
import { getProviderSchema } from "./calls/get-provider-schema.ts";
import { importResourceState } from "./calls/import-resource-state.ts";
import { openEphemeralResource } from "./calls/open-ephemeral-resource.ts";
import { planResourceChange } from "./calls/plan-resource-change.ts";
import { readDataSource } from "./calls/read-data-source.ts";
import { readResource } from "./calls/read-resource.ts";
import { renewEphemeralResource } from "./calls/renew-ephemeral-resource.ts";
import { stopProvider } from "./calls/stop-provider.ts";
import { upgradeResourceState } from "./calls/upgrade-resource-state.ts";
import { validateDataResourceConfig } from "./calls/validate-data-resource-config.ts";
import { validateEphemeralResourceConfig } from "./calls/validate-ephemeral-resource-config.ts";
import { validateProviderConfig } from "./calls/validate-provider-config.ts";
import { validateResourceConfig } from "./calls/validate-resource-config.ts";
import type { Log } from "./log.ts";
import type { ProviderServer } from "./provider-server.ts";

/**
 * Every call of the service that this provider answers. gRPC answers UNIMPLEMENTED to the others, which clients take for
 * "it has none of these": data sources, functions, moves from other types of resources, and identities. An identity
 * would say no more than the `id` that every state and every import has already.
 */
export function providerCalls(provider: ProviderServer, log: Log): UntypedServiceImplementation {
  const serve = <Request, Response>(name: string, call: Call<Request, Response>) => ({
    [name]: serveCall(name, call, provider, log),
  });
  return {
    ...serve("GetMetadata", getMetadata),
    ...serve("GetProviderSchema", getProviderSchema),
    ...serve("GetFunctions", getFunctions),
    ...serve("ValidateProviderConfig", validateProviderConfig),
    ...serve("ConfigureProvider", configureProvider),
    ...serve("StopProvider", stopProvider),
    ...serve("ValidateResourceConfig", validateResourceConfig),
    ...serve("UpgradeResourceState", upgradeResourceState),
    ...serve("ReadResource", readResource),
    ...serve("PlanResourceChange", planResourceChange),
    ...serve("ApplyResourceChange", applyResourceChange),
    ...serve("ImportResourceState", importResourceState),
    ...serve("ValidateDataResourceConfig", validateDataResourceConfig),
    ...serve("ReadDataSource", readDataSource),
    ...serve("ValidateEphemeralResourceConfig", validateEphemeralResourceConfig),
    ...serve("OpenEphemeralResource", openEphemeralResource),
    ...serve("RenewEphemeralResource", renewEphemeralResource),
    ...serve("CloseEphemeralResource", closeEphemeralResource),
  };
}
