import { show } from "./log.ts";

export interface AccessKey {
  id: string;
  name?: string;
}

export interface UsageEvent {
  accessKeyId: string;
  provider: string;
  model: string;
  isStreaming: boolean;
  inputTokens: number;
  outputTokens: number;
  totalCost: string;
}

/** The few calls of the management API that the demo looks at results with. */
export function createManagement(baseUrl: string, apiKey: string) {
  async function get<T>(path: string): Promise<T> {
    const answer = await fetch(baseUrl + path, { headers: { authorization: `Bearer ${apiKey}` } });
    show(answer.ok, `GET ${path} answers`, answer.status);
    return (await answer.json()) as T;
  }
  return {
    accessKeys: async () =>
      (await get<{ aiGatewayAccessKeys: AccessKey[] }>("/access-keys")).aiGatewayAccessKeys,
    usage: async () =>
      (await get<{ aiGatewayUsage: UsageEvent[] }>("/usage?startTime=2000-01-01T00:00:00Z")).aiGatewayUsage,
    balanceCents: async () => (await get<{ balanceCents: number }>("/credits/balance")).balanceCents,
  };
}
