import OpenAI from "openai";
import type { Access, RouterWrite } from "../../control-plane/src/access-key-configurations/schema.ts";
import { type ControlPlane, type ControlPlaneOptions, startControlPlane } from "./control-plane.ts";
import { type SimulatedProvider, startSimulatedProvider } from "./simulated-provider/index.ts";

/** A gateway before a simulated provider, which the account has declared as `sim` with two provider keys. */
export interface TestGateway {
  service: ControlPlane;
  upstream: SimulatedProvider;
  /** The ids of the provider keys with the values FIRST and SECOND, in this order. */
  providerKeyIds: [string, string];
  /** Makes an access key, with a configuration if one is given, and gives its token and ids. */
  accessKey(configuration?: { access?: Access; router?: RouterWrite }): Promise<AccessKey>;
  /** OpenAI's own SDK with that credential; it does not retry by itself. */
  client(token: string): OpenAI;
  /** Posts a chat completion as it is. */
  post(token: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** The usage events so far, oldest first, attempts that were retried included. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  usage(): Promise<any[]>;
  close(): Promise<void>;
}

export interface AccessKey {
  id: string;
  token: string;
  configurationId: string | undefined;
}

export const FIRST = "sk-first-0123456789abcdef";
export const SECOND = "sk-second-0123456789abcde";

export async function startGateway(options: ControlPlaneOptions = {}): Promise<TestGateway> {
  const upstream = await startSimulatedProvider({ keys: [FIRST, SECOND] });
  const service = await startControlPlane(options);
  const create = async (path: string, body: unknown) => {
    const answer = await service.api("POST", path, body);
    if (answer.status !== 201) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  await create("/providers", {
    providerId: "sim",
    name: "Simulated",
    baseUrl: upstream.url,
    models: [{ modelId: "m1" }, { modelId: "m2" }],
  });
  const first = await create("/provider-keys", { providerId: "sim", name: "first", value: FIRST });
  const second = await create("/provider-keys", { providerId: "sim", name: "second", value: SECOND });

  return {
    service,
    upstream,
    providerKeyIds: [first.id, second.id],
    async accessKey(configuration) {
      const configurationId: string | undefined =
        configuration && (await create("/access-key-configurations", { name: "c", ...configuration })).id;
      const key = await create("/access-keys", {
        ...(configurationId && { accessKeyConfigurationId: configurationId }),
      });
      return { id: key.id, token: key.token, configurationId };
    },
    client: (apiKey) => new OpenAI({ apiKey, baseURL: `${service.baseUrl}/v1`, maxRetries: 0 }),
    post: (token, body, headers) =>
      fetch(`${service.baseUrl}/v1/chat/completions`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
        body: typeof body === "string" ? body : JSON.stringify(body),
      }),
    async usage() {
      const query = "startTime=2000-01-01T00:00:00Z&includeRetries=true&limit=100";
      const { body } = await service.api("GET", `/usage?${query}`);
      return body.aiGatewayUsage.reverse();
    },
    async close() {
      await service.close();
      await upstream.close();
    },
  };
}

/** What OpenAI's error shape holds. */
export async function errorOf(answer: Response): Promise<{ message: string; type: string; code: string }> {
  return ((await answer.json()) as { error: { message: string; type: string; code: string } }).error;
}

export const MESSAGES = [{ role: "user" as const, content: "Say one two three four five" }];
