import { type Account, createAccount, withDatabase } from "../account.ts";
import type { Bench } from "../benchmark.ts";
import { type RunningService, startService } from "../service.ts";
import type { Contender } from "./traffic.ts";

export const PROVIDER = "simulated";
const PROVIDER_KEY = "sk-benchmark-0123456789abcdef";

export interface MeasuredGateway extends RunningService {
  account: Account;
  contender: Contender;
}

export interface GatewayOptions {
  upstreamUrl: string;
  core: number | undefined;
}

/**
 * The built service with everything that a request can meet: an access key with a configuration that allows the
 * provider and the models and routes by a rule, a stored provider key, credits. All is made over the management API.
 */
export async function startGateway(
  bench: Pick<Bench, "databaseUrl" | "scope">,
  { upstreamUrl, core }: GatewayOptions,
): Promise<MeasuredGateway> {
  const account = await withDatabase(bench, createAccount);
  const service = await startService(bench, { core, env: { AIGATEWAY_PRIVATE_UPSTREAMS: "127.0.0.1" } });
  const token = await declare(service.url, account.apiKey, upstreamUrl);
  return {
    ...service,
    account,
    contender: {
      name: "this gateway",
      url: service.url,
      pid: service.pid,
      headers: { authorization: `Bearer ${token}` },
      modelPrefix: `${PROVIDER}:`,
    },
  };
}

/** Makes what the requests need; gives the access key's token. */
async function declare(url: string, apiKey: string, upstreamUrl: string): Promise<string> {
  const create = async (path: string, body: object): Promise<{ id: string; token: string }> => {
    const answer = await fetch(url + path, {
      method: "POST",
      headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (answer.status !== 201) throw new Error(`POST ${path} was answered with ${await answer.text()}`);
    return (await answer.json()) as { id: string; token: string };
  };
  const models = ["steady", "held", "fault", "cut"];
  await create("/providers", {
    providerId: PROVIDER,
    name: "Simulated",
    baseUrl: upstreamUrl,
    models: models.map((modelId) => ({ modelId })),
  });
  const key = await create("/provider-keys", { providerId: PROVIDER, name: "first", value: PROVIDER_KEY });
  const configuration = await create("/access-key-configurations", {
    name: "benchmark",
    access: { providers: { allow: [PROVIDER] }, models: { allow: models } },
    router: { rules: [{ provider: PROVIDER, steps: [{ type: "user", keys: [{ id: key.id }] }] }] },
  });
  const { token } = await create("/access-keys", {
    name: "benchmark",
    lineage: "benchmark",
    accessKeyConfigurationId: configuration.id,
  });
  return token;
}
