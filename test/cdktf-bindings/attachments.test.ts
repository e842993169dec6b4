import {
  AccessKeyConfiguration,
  AiGateway,
  CustomProvider,
  ProviderKey,
  ProviderKeyAttachment,
} from "@aigateway/cdktf";
import { TerraformStack, TerraformVariable, Testing } from "cdktf";

let stack: TerraformStack;
let key: ProviderKey;
let shared: AccessKeyConfiguration;
beforeEach(() => {
  stack = new TerraformStack(Testing.app(), "stack");
  new AiGateway(stack, "AiGateway");
  const value = new TerraformVariable(stack, "secret", { sensitive: true }).stringValue;
  key = new ProviderKey(stack, "OpenaiKey", { provider: "openai", value });
  shared = new AccessKeyConfiguration(stack, "Shared").allowProviders("openai");
});
const attachments = () =>
  Object.entries(JSON.parse(Testing.synth(stack, true)).resource.aigateway_provider_key_attachment);
const imported = AccessKeyConfiguration.fromConfigurationId("aigac_1");

describe("AccessKeyConfiguration.attach", () => {
  test("refers to both, and is made before another one is destroyed", () => {
    shared.attach(key, { priority: 10 });
    expect(attachments()).toEqual([
      [
        expect.stringMatching(/^OpenaiKey_AttachedTo/),
        {
          access_key_configuration_id: expect.stringMatching(/^\$\{.*\.Shared_\w+\.id\}$/),
          provider_id: "openai",
          provider_key_id: expect.stringMatching(/^\$\{.*\.OpenaiKey_\w+\.id\}$/),
          priority: 10,
          lifecycle: { create_before_destroy: true },
        },
      ],
    ]);
  });

  test("attaches one key to several configurations, others' included", () => {
    shared.attach(key);
    imported.attach(key);
    AccessKeyConfiguration.fromConfigurationId("aigac_2").attach(key, { priority: 0 });
    const rendered = attachments().map(([, attachment]) => attachment);
    expect(rendered).toHaveLength(3);
    for (const id of [expect.stringMatching(/Shared_\w+\.id/), "aigac_1", "aigac_2"]) {
      expect(rendered).toContainEqual(expect.objectContaining({ access_key_configuration_id: id }));
    }
  });

  test("takes an imported key, whose provider has to be known", () => {
    shared.attach(ProviderKey.fromProviderKeyId("aigpk_1"), { provider: "openai" });
    shared.attach(ProviderKey.fromProviderKeyId("aigpk_2", "openai"));
    expect(attachments()).toMatchObject([
      [expect.stringMatching(/^Shared_/), { provider_key_id: "aigpk_1", provider_id: "openai" }],
      [expect.stringMatching(/^Shared_/), { provider_key_id: "aigpk_2", provider_id: "openai" }],
    ]);
  });

  test("a custom provider is referred to, so that Terraform makes it first", () => {
    const sim = new CustomProvider(stack, "Sim", { providerId: "sim", baseUrl: "https://sim.example.com" });
    shared.attach(ProviderKey.fromProviderKeyId("aigpk_1", sim));
    expect(attachments()[0]?.[1]).toMatchObject({
      provider_id: expect.stringMatching(/^\$\{aigateway_provider\.Sim_\w+\.provider_id\}$/),
    });
  });

  test.each<[string, () => unknown, string]>([
    ["a priority below 0", () => shared.attach(key, { priority: -1 }), "priority -1 is no whole number"],
    ["half a priority", () => shared.attach(key, { priority: 1.5 }), "priority 1.5 is no whole number"],
    [
      "a key without its provider",
      () => shared.attach(ProviderKey.fromProviderKeyId("aigpk_1")),
      'imported without its provider; give it here, like { provider: "openai" }',
    ],
    [
      "a key of another provider",
      () => shared.attach(key, { provider: "anthropic" }),
      'a key of "openai" can\'t be attached for "anthropic"',
    ],
    [
      "a key of a custom provider for a built-in one",
      () => {
        const sim = new CustomProvider(stack, "Sim", {
          providerId: "sim",
          baseUrl: "https://sim.example.com",
        });
        shared.attach(ProviderKey.fromProviderKeyId("aigpk_1", sim), { provider: "openai" });
      },
      'a key of "sim" can\'t be attached for "openai"',
    ],
    [
      "imports alone",
      () => imported.attach(ProviderKey.fromProviderKeyId("aigpk_1", "openai")),
      "use new ProviderKeyAttachment(scope, id, { configuration, key })",
    ],
  ])("refuses %s with the remedy", (_, attach, message) => {
    expect(attach).toThrow(message);
  });

  test("imports alone are attached where the program says", () => {
    const imports = { configuration: imported, key: ProviderKey.fromProviderKeyId("aigpk_1", "openai") };
    new ProviderKeyAttachment(stack, "Attachment", imports);
    expect(attachments()).toHaveLength(1);
  });

  test("beside routes in code fails the synthesis, for they would detach it", () => {
    shared.attach(key);
    shared.route("openai").withKeys(key);
    expect(() => Testing.synth(stack, true)).toThrow("the configuration's routes are set in code");
  });
});
