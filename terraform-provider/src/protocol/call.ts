import type { ServerUnaryCall, sendUnaryData } from "@grpc/grpc-js";
import { encodeDiagnostics, faultDiagnostic } from "./diagnostic.ts";
import type { Log } from "./log.ts";
import type {
  DataSourceServer,
  EphemeralResourceServer,
  ProviderServer,
  ResourceServer,
} from "./provider-server.ts";

/** One call of the protocol: decode the request, ask the provider, encode the answer. Each has its file in `calls/`. */
export interface Call<Request, Response> {
  handle(provider: ProviderServer, request: Request): Promise<Response> | Response;
  /** What the answer carries beside the diagnostic when `handle` throws. An apply must not lose the prior state. */
  fallback?(request: Request): Partial<Response>;
}

/** A fault of the client or of this provider, not of the user: the message says what was wrong, never with what value. */
export function resourceNamed(provider: ProviderServer, typeName: string): ResourceServer {
  const resource = provider.resources.get(typeName);
  if (!resource) throw new Error(`This provider has no resource type ${JSON.stringify(typeName)}.`);
  return resource;
}

export function dataSourceNamed(provider: ProviderServer, typeName: string): DataSourceServer {
  const dataSource = provider.dataSources.get(typeName);
  if (!dataSource) throw new Error(`This provider has no data source ${JSON.stringify(typeName)}.`);
  return dataSource;
}

/** As `resourceNamed`, for ephemeral resources, whose types are apart: one of each kind may have the same name. */
export function ephemeralResourceNamed(provider: ProviderServer, typeName: string): EphemeralResourceServer {
  const resource = provider.ephemeralResources.get(typeName);
  if (!resource) throw new Error(`This provider has no ephemeral resource type ${JSON.stringify(typeName)}.`);
  return resource;
}

/** Serves a call over gRPC. Whatever is thrown becomes a diagnostic: Terraform shows an RPC error as a plugin crash. */
export function serveCall<Request, Response>(
  name: string,
  call: Call<Request, Response>,
  provider: ProviderServer,
  log: Log,
) {
  return async ({ request }: ServerUnaryCall<Request, object>, respond: sendUnaryData<object>) => {
    const started = performance.now();
    try {
      const response = await call.handle(provider, request);
      log("trace", "Call served", { rpc: name, milliseconds: Math.round(performance.now() - started) });
      respond(null, response as object);
    } catch (error) {
      log("error", "Call failed", {
        rpc: name,
        error: error instanceof Error ? error.stack : "not an Error",
      });
      respond(null, {
        ...call.fallback?.(request),
        diagnostics: encodeDiagnostics([faultDiagnostic(error, name)]),
      });
    }
  };
}
