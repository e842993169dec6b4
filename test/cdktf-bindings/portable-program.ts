import type * as Constructs from "@aigateway/cdktf";
import type * as Cdk from "cdktf";

/** The two libraries that a program is written with: those of CDKTF, or those of CDK Terrain. */
export interface Libraries {
  constructs: typeof Constructs;
  cdk: typeof Cdk;
}

/** Synthesises a program of every kind of construct, with whichever libraries it is given. */
export function synthesise({ constructs, cdk }: Libraries): string {
  const stack = new cdk.TerraformStack(cdk.Testing.app(), "stack");
  new constructs.AiGateway(stack, "AiGateway");
  const secret = new cdk.TerraformVariable(stack, "secret", { sensitive: true }).stringValue;
  const sim = new constructs.CustomProvider(stack, "Sim", {
    providerId: "sim",
    baseUrl: "https://sim.example.com/v1",
    models: ["m1"],
  });
  const simKey = new constructs.ProviderKey(stack, "SimKey", { provider: sim, value: secret });
  const configuration = new constructs.AccessKeyConfiguration(stack, "Production")
    .allowProviders(constructs.BuiltInProvider.OPENAI, sim)
    .allowModels("gpt-4o", "sim:m1");
  configuration.route(constructs.BuiltInProvider.OPENAI).thenPlatform();
  configuration.route(sim).withKeys(simKey);
  const rotation = constructs.Rotation.every("720h", { overlap: "24h" }).andOnChange({ release: "42" });
  const key = (id: string) => new constructs.AccessKey(stack, id, { configuration, lineage: id, rotation });
  const mobile = new constructs.AccessKeyGenerations(stack, "Mobile", { configuration, generation: 7 });
  const store = { repository: "mobile", secretName: "TOKEN" };
  mobile.grantTo(new constructs.GithubActionsSecretSink(stack, "Store", store));
  new constructs.AccessKeyConfiguration(stack, "Shared").attach(simKey, { priority: 10 });
  new constructs.GatewayConfig(stack, "Limits", { totalTimeout: "90s" });
  key("Web").grantTo(new constructs.FileSink(stack, "File", { path: "/run/secrets/web" }));
  key("Jobs").grantTo(new constructs.KubernetesSecretSink(stack, "Pods", { name: "jobs" }));
  key("Batch").grantTo(new constructs.VaultSink(stack, "Vault", { path: "batch", entry: "key" }));
  const billing = new constructs.ApiKey(stack, "Billing");
  billing.grantTo(new constructs.AwsSecretsManagerSink(stack, "Aws", { name: "billing" }));
  new cdk.TerraformOutput(stack, "billing", { value: billing.token, sensitive: true });
  return cdk.Testing.synth(stack, true);
}
