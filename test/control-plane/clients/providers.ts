import { startGateway, type TestGateway } from "../../support/gateway.ts";
import {
  azure,
  type Dialect,
  deepseek,
  google,
  groq,
  llamaCpp,
  llamaCppPython,
  openrouter,
} from "../../support/simulated-provider/dialects/index.ts";
import { type SimulatedProvider, startSimulatedProvider } from "../../support/simulated-provider/index.ts";

/** Built-in providers, whose address the operator can set. */
const BUILT_IN: Record<string, Dialect> = { deepseek, google, groq, openrouter };
const CUSTOM: Record<string, Dialect> = { "llama-cpp": llamaCpp, "llama-cpp-python": llamaCppPython };

export interface TestProviders {
  gateway: TestGateway;
  token: string;
  /** By the id of the provider. */
  upstreams: Record<string, SimulatedProvider>;
  close(): Promise<void>;
}

/** A gateway before simulated providers that each write answers in their own way, with a provider key for each. */
export async function startProviders(): Promise<TestProviders> {
  const upstreams: Record<string, SimulatedProvider> = {};
  const env: Record<string, string> = {};
  for (const [id, dialect] of Object.entries({ ...BUILT_IN, ...CUSTOM, azure })) {
    upstreams[id] = await startSimulatedProvider({ dialect });
    if (id in BUILT_IN) env[`${id.toUpperCase()}_BASE_URL`] = `${upstreams[id].url}${dialect.basePath}`;
  }
  const gateway = await startGateway({ env });
  const create = async (path: string, body: object) => {
    const answer = await gateway.service.api("POST", path, body);
    if (answer.status !== 201) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
  };
  const declare = (providerId: string, baseUrl: string) =>
    create("/providers", { providerId, name: providerId, baseUrl, models: [{ modelId: "m" }] });
  for (const id of Object.keys(CUSTOM)) await declare(id, upstreams[id]?.url ?? "");
  await declare("azure", `${upstreams.azure?.url}/openai/deployments/m?api-version=2024-10-21`);
  for (const id of Object.keys(upstreams)) {
    await create("/provider-keys", { providerId: id, name: id, value: `sk-${id}-0123456789abcdef` });
  }
  const { token } = await gateway.accessKey();
  return {
    gateway,
    token,
    upstreams,
    async close() {
      await gateway.close();
      for (const upstream of Object.values(upstreams)) await upstream.close();
    },
  };
}
