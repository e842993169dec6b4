import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  AccessKey,
  AccessKeyConfiguration,
  AccessKeyGenerations,
  AiGateway,
  BuiltInProvider,
  CustomProvider,
  GatewayConfig,
  ProviderKey,
  Rotation,
} from "@aigateway/cdktf";
import { TerraformOutput, TerraformStack, TerraformVariable, Testing } from "cdktf";
import { startControlPlane } from "../support/control-plane.ts";
import { createTerraform, describeWithTerraform, type Terraform } from "../support/terraform.ts";

/** A stack that uses every construct with every property. */
function everything(): TerraformStack {
  const stack = new TerraformStack(Testing.app(), "stack");
  new AiGateway(stack, "AiGateway");
  const secret = new TerraformVariable(stack, "secret", { sensitive: true }).stringValue;
  const sim = new CustomProvider(stack, "Sim", {
    providerId: "sim",
    name: "Simulated",
    baseUrl: "https://sim.example.com/v1",
    models: ["m1", "m2"],
    supportedApiSurfaces: [
      { format: "openai", surface: "chat-completions", supportedParams: ["temperature"] },
    ],
    metadata: "m",
  });
  const simKey = new ProviderKey(stack, "SimKey", {
    provider: sim,
    value: secret,
    description: "d",
    metadata: "m",
  });
  const openaiKey = new ProviderKey(stack, "OpenaiKey", {
    provider: BuiltInProvider.OPENAI,
    valueWo: secret,
    valueWoVersion: "1",
  });
  const configuration = new AccessKeyConfiguration(stack, "Production", { description: "d", metadata: "m" })
    .allowProviders(BuiltInProvider.OPENAI, sim)
    .allowModels("gpt-4o", "sim:m1");
  configuration.route(BuiltInProvider.OPENAI).withKeys(openaiKey).thenPlatform();
  configuration.route(sim).withKeys(simKey);
  configuration.routeModel("sim:m2").withKeys(simKey);
  const key = new AccessKey(stack, "Web", {
    configuration,
    description: "d",
    metadata: "m",
    lineage: "web",
    expiresAt: "2030-01-31T12:00:00Z",
    // Without an overlap, in which the configuration could not be destroyed yet.
    rotation: Rotation.every("720h", { overlap: "0s" }).andOnChange({ release: "42" }),
  });
  new AccessKeyGenerations(stack, "Batch", { generation: 7, configuration });
  new AccessKeyConfiguration(stack, "Shared").attach(openaiKey, { priority: 10 });
  new GatewayConfig(stack, "Limits", {
    totalTimeout: "90s",
    perRequestTimeout: "30s",
    maxInputTokens: 100_000,
    maxOutputTokens: 8192,
    metadata: "m",
  });
  new TerraformOutput(stack, "token", { value: key.token, sensitive: true });
  return stack;
}

describeWithTerraform("what the constructs synthesise", () => {
  let terraform: Terraform;
  beforeAll(async () => {
    terraform = await createTerraform({ env: { TF_VAR_secret: "sk-0123456789abcdefghij" } });
    await rm(join(terraform.folder, "main.tf"));
    await writeFile(join(terraform.folder, "cdk.tf.json"), Testing.synth(everything(), true));
    expect(await terraform.run(["init", "-no-color"])).toMatchObject({ exitCode: 0 });
  });
  afterAll(() => terraform.remove());

  test("is valid to the real Terraform and the real provider", async () => {
    const { exitCode, output } = await terraform.run(["validate", "-no-color"]);
    expect(output).toContain("The configuration is valid");
    expect(exitCode).toBe(0);
  });

  test("can be applied, is empty in the second plan, and can be destroyed", async () => {
    const controlPlane = await startControlPlane();
    const env = { AIGATEWAY_BASE_URL: controlPlane.baseUrl, AIGATEWAY_API_KEY: controlPlane.apiKey };
    expect(await terraform.apply(env)).toMatchObject({ exitCode: 0 });
    expect(await terraform.run(["plan", "-detailed-exitcode", "-no-color"], env)).toMatchObject({
      exitCode: 0,
    });
    expect(await terraform.run(["destroy", "-auto-approve", "-no-color"], env)).toMatchObject({
      exitCode: 0,
    });
    await controlPlane.close();
  });
});
