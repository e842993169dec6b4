import { startGateway, type TestGateway } from "../support/gateway.ts";

/** An account with one of everything that data sources can look up, made by others than Terraform, and some usage. */
export interface DataSourceWorld {
  gateway: TestGateway;
  configurationId: string;
  webKeyId: string;
  otherKeyId: string;
  openaiKeyId: string;
  billingKeyId: string;
  providerId: string;
  accountId: string;
}

export async function startDataSourceWorld(): Promise<DataSourceWorld> {
  const gateway = await startGateway();
  const { api } = gateway.service;
  const create = async (path: string, body: object) => {
    const answer = await api("POST", path, body);
    if (answer.status !== 201) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const [first, second] = gateway.providerKeyIds;
  const openai = { providerId: "openai", name: "openai", value: "sk-openai-0123456789abcdef" };
  const { id: openaiKeyId } = await create("/provider-keys", openai);
  const steps = (...ids: string[]) => [{ type: "user", keys: ids.map((id) => ({ id })) }];
  const configuration = {
    name: "shared",
    // As aigateway_provider_key_attachment writes it.
    metadata: `{"aigateway_attachments":{"${second.replace("aigpk_", "")}":20},"owner":"platform"}`,
    access: { providers: { allow: ["sim", "openai"] } },
    router: {
      rules: [
        { provider: "sim", steps: steps(first, second) },
        { provider: "openai", steps: steps(openaiKeyId) },
      ],
    },
  };
  const { id: configurationId } = await create("/access-key-configurations", configuration);
  const key = { name: "web", lineage: "web", expiresAt: "2040-01-31T12:00:00Z" };
  const web = await create("/access-keys", { ...key, accessKeyConfigurationId: configurationId });
  const other = await create("/access-keys", { name: "other" });
  const { id: billingKeyId } = await create("/api-keys", { name: "billing", description: "Monthly report" });
  await api("PATCH", "/gateway-config", { totalTimeout: "90s", maxInputTokens: 1000 });
  for (const token of [web.token, web.token, other.token]) {
    const answer = await gateway.post(token, {
      model: "sim:m1",
      messages: [{ role: "user", content: "Hi" }],
    });
    if (answer.status !== 200)
      throw new Error(`The gateway answered ${answer.status}: ${await answer.text()}`);
    await answer.text();
  }
  return {
    gateway,
    configurationId,
    webKeyId: web.id,
    otherKeyId: other.id,
    openaiKeyId,
    billingKeyId,
    providerId: (await api("GET", "/providers")).body.aiGatewayProviders[0].id,
    accountId: (await api("GET", "/gateway-config")).body.accountId,
  };
}
