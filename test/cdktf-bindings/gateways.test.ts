import {
  AccessKey,
  AccessKeyConfiguration,
  AccessKeyGenerations,
  AiGateway,
  ApiKey,
  CustomProvider,
  GatewayConfig,
  ProviderKey,
  ProviderKeyAttachment,
} from "@aigateway/cdktf";
import { TerraformStack, TerraformVariable, Testing } from "cdktf";

let stack: TerraformStack;
let live: AiGateway;
let trial: AiGateway;
beforeEach(() => {
  stack = new TerraformStack(Testing.app(), "stack");
  live = new AiGateway(stack, "Live");
  trial = new AiGateway(stack, "Trial", { alias: "trial", baseUrl: "https://trial.example.com" });
});

/** The provider that each of the gateway's resources names, by its type; undefined is the default one. */
function providers(): Record<string, (string | undefined)[]> {
  const byType: Record<string, Record<string, { provider?: string }>> = JSON.parse(
    Testing.synth(stack, true),
  ).resource;
  return Object.fromEntries(
    Object.entries(byType)
      .filter(([type]) => type.startsWith("aigateway_"))
      .map(([type, resources]) => [type, Object.values(resources).map(({ provider }) => provider)]),
  );
}

function one(gateway?: AiGateway): void {
  const on = gateway && { gateway };
  const id = (name: string) => `${name}-${gateway?.alias ?? "default"}`;
  const value = new TerraformVariable(stack, id("secret"), { sensitive: true }).stringValue;
  const provider = new CustomProvider(stack, id("Sim"), {
    providerId: "sim",
    baseUrl: "https://sim.example.com/v1",
    ...on,
  });
  const key = new ProviderKey(stack, id("SimKey"), { provider, value, ...on });
  const configuration = new AccessKeyConfiguration(stack, id("Production"), on);
  configuration.attach(key, { priority: 1 });
  new ProviderKeyAttachment(stack, id("Again"), { configuration, key, ...on });
  new AccessKey(stack, id("Web"), { configuration, ...on });
  new AccessKeyGenerations(stack, id("Batch"), { configuration, generation: 1, ...on });
  new ApiKey(stack, id("Billing"), on);
  new GatewayConfig(stack, id("Limits"), on);
}

test("every construct is deployed to the gateway that it is given, and an attachment to its key's", () => {
  one(trial);
  for (const named of Object.values(providers())) {
    expect(named).toEqual(named.map(() => "aigateway.trial"));
  }
});

test("an imported key is attached at its configuration's gateway, unless another one is said", () => {
  const configuration = new AccessKeyConfiguration(stack, "Production", { gateway: trial });
  configuration.attach(ProviderKey.fromProviderKeyId("aigpk_1", "openai"));
  configuration.attach(ProviderKey.fromProviderKeyId("aigpk_2", "openai"), { gateway: live });
  expect(providers().aigateway_provider_key_attachment).toEqual(["aigateway.trial", "aigateway"]);
});

test("without one it is the stack's own, and both can be in one stack, limits of each account included", () => {
  one();
  one(trial);
  for (const named of Object.values(providers())) {
    expect(named.filter((each) => each === undefined)).toHaveLength(named.length / 2);
  }
});

test("two sets of limits for the same account are refused, named or not", () => {
  one(trial);
  expect(() => new GatewayConfig(stack, "More", { gateway: trial })).toThrow(
    'the stack has "stack/Limits-trial" already',
  );
  new GatewayConfig(stack, "Own", { gateway: live });
  expect(() => new GatewayConfig(stack, "Unnamed")).toThrow('the stack has "stack/Own" already');
});
