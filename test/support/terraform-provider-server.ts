import { createProviderServer } from "../../terraform-provider/src/framework/server/provider-server.ts";
import type { ProviderServer } from "../../terraform-provider/src/protocol/provider-server.ts";
import { createProvider } from "../../terraform-provider/src/provider.ts";

/** The provider within this process, configured by its environment: what the protocol layer talks to. */
export async function startProviderServer(environment: Record<string, string>): Promise<ProviderServer> {
  const server = createProviderServer(
    createProvider({ version: "0.0.0", environment, log: () => {}, clock: { now: () => Date.now() } }),
  );
  const { diagnostics } = await server.configure({ config: {}, terraformVersion: "1.11.4" });
  if (diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics));
  return server;
}
