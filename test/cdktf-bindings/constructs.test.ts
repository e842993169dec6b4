import {
  AccessKey,
  AccessKeyConfiguration,
  AiGateway,
  ApiKey,
  BuiltInProvider,
  CustomProvider,
  GatewayConfig,
  ProviderKey,
  ProviderKeyAttachment,
  Rotation,
} from "@aigateway/cdktf";
import { TerraformOutput, TerraformStack, TerraformVariable, Testing } from "cdktf";

let stack: TerraformStack;
let secret: string;
beforeEach(() => {
  stack = new TerraformStack(Testing.app(), "stack");
  new AiGateway(stack, "AiGateway");
  secret = new TerraformVariable(stack, "secret", { sensitive: true }).stringValue;
});

/** The only resource of a type, as Terraform will read it. */
function rendered(type: string): Record<string, unknown> {
  const resources = JSON.parse(Testing.synth(stack, true)).resource?.[type] ?? {};
  const [resource, ...others] = Object.values(resources);
  expect(others).toEqual([]);
  return resource as Record<string, unknown>;
}

describe("AccessKey", () => {
  test("without anything said may reach everything, is named after its path, and is made before the old one is destroyed", () => {
    new AccessKey(stack, "Web");
    expect(rendered("aigateway_access_key")).toEqual({
      name: "stack/Web",
      lineage: "stack/Web",
      lifecycle: { create_before_destroy: true },
    });
  });

  test("renders everything that it is given", () => {
    new AccessKey(stack, "Web", {
      name: "web",
      description: "d",
      metadata: "m",
      lineage: "web",
      expiresAt: "2030-01-31T12:00:00Z",
      rotation: Rotation.every("720h", { overlap: "24h" }).andOnChange({ release: "42" }),
      createBeforeDestroy: false,
      configuration: AccessKeyConfiguration.fromConfigurationId("aigac_1"),
    });
    expect(rendered("aigateway_access_key")).toEqual({
      name: "web",
      description: "d",
      metadata: "m",
      lineage: "web",
      expires_at: "2030-01-31T12:00:00Z",
      keepers: { release: "42" },
      rotate_after: "720h",
      overlap: "24h",
      access_key_configuration_id: "aigac_1",
      lifecycle: { create_before_destroy: false },
    });
  });

  test("refers to its configuration, so that Terraform makes that first", () => {
    const configuration = new AccessKeyConfiguration(stack, "Production");
    new AccessKey(stack, "Web", { configuration });
    expect(rendered("aigateway_access_key").access_key_configuration_id).toMatch(
      /^\$\{aigateway_access_key_configuration\.Production_\w+\.id\}$/,
    );
  });

  test.each([
    [{ name: "n".repeat(256) }, 'AccessKey "stack/Web": name has 256 characters; shorten it to 255 at most.'],
    [{ lineage: "" }, "lineage is empty"],
    [
      { expiresAt: "tomorrow" },
      'expiresAt "tomorrow" is no time in RFC 3339; write it like 2030-01-31T12:00:00Z.',
    ],
  ])("refuses %j with the value and the remedy", (props, message) => {
    expect(() => new AccessKey(stack, "Web", props)).toThrow(message);
  });
});

describe("an output of a token", () => {
  test.each([
    ["alone", (token: string) => token],
    ["within a text", (token: string) => `Bearer ${token}`],
    ["within an object", (token: string) => ({ headers: [token] })],
  ])("%s fails the synthesis unless it is sensitive, by its path", (_, shown) => {
    const { token } = new AccessKey(stack, "Web");
    new TerraformOutput(stack, "shown", { value: shown(token) });
    expect(() => Testing.synth(stack, true)).toThrow(
      'The output "stack/shown" shows the token in the clear; set `sensitive: true` on it.',
    );
  });

  test("that is sensitive, and one of the id, pass", () => {
    const key = new AccessKey(stack, "Web");
    new TerraformOutput(stack, "hidden", { value: key.token, sensitive: true });
    new TerraformOutput(stack, "id", { value: key.accessKeyId });
    expect(() => Testing.synth(stack, true)).not.toThrow();
  });
});

describe("Rotation", () => {
  test.each<[string, Rotation, object]>([
    ["at an age", Rotation.every("720h"), { rotateAfter: "720h" }],
    [
      "on a change",
      Rotation.onChange({ release: "42" }, { overlap: "1h" }),
      { keepers: { release: "42" }, overlap: "1h" },
    ],
    ["by hand", Rotation.manual({ overlap: "1h" }), { overlap: "1h" }],
    [
      "at an age and on a change of several values",
      Rotation.every("720h", { overlap: "24h" })
        .andOnChange({ release: "42" })
        .andOnChange({ incident: "7" }),
      { rotateAfter: "720h", overlap: "24h", keepers: { release: "42", incident: "7" } },
    ],
  ])("%s", (_, rotation, settings) => {
    expect(rotation.settings).toEqual(settings);
  });

  test("what Terraform will know only later is not checked", () => {
    const age = new TerraformVariable(stack, "age", { type: "string" }).stringValue;
    expect(Rotation.every(age, { overlap: "24h" }).settings).toMatchObject({ overlap: "24h" });
  });

  test.each([
    [
      () => Rotation.every("30d"),
      'the age "30d" is no duration; write it like 720h, or 1h30m. There is no unit for days.',
    ],
    [() => Rotation.every("0s"), "at each deployment"],
    [
      () => Rotation.every("24h", { overlap: "1440m" }),
      "an overlap of 1440m is no shorter than the age of 24h",
    ],
    [() => Rotation.manual({ overlap: "soon" }), 'overlap "soon" is no duration'],
    [() => Rotation.onChange({}), 'give one, such as { release: "42" }'],
  ])("%s is refused with the value and the remedy", (attempt, message) => {
    expect(attempt).toThrow(message);
  });
});

describe("ProviderKeyAttachment", () => {
  const configuration = AccessKeyConfiguration.fromConfigurationId("aigac_1");

  test("takes the provider from the key, and from its own property for a key that says none", () => {
    const providerKey = ProviderKey.fromProviderKeyId("aigpk_1", BuiltInProvider.OPENAI);
    new ProviderKeyAttachment(stack, "Attached", { configuration, providerKey, priority: 10 });
    expect(rendered("aigateway_provider_key_attachment")).toEqual({
      access_key_configuration_id: "aigac_1",
      provider_id: "openai",
      provider_key_id: "aigpk_1",
      priority: 10,
    });
  });

  test("of a key of which nothing is known is refused", () => {
    const providerKey = ProviderKey.fromProviderKeyId("aigpk_1");
    expect(() => new ProviderKeyAttachment(stack, "Attached", { configuration, providerKey })).toThrow(
      "nothing says whose key it is; set provider",
    );
  });
});

describe("GatewayConfig", () => {
  test("renders everything that it is given", () => {
    new GatewayConfig(stack, "Limits", { totalTimeout: "90s", maxOutputTokens: 100 });
    expect(rendered("aigateway_gateway_config")).toEqual({ total_timeout: "90s", max_output_tokens: 100 });
  });

  test("a second one in a stack is refused, by the path of the first", () => {
    new GatewayConfig(stack, "Limits");
    expect(() => new GatewayConfig(stack, "More")).toThrow('"stack/Limits" is it already');
  });

  test("a time-out that is none is refused", () => {
    expect(() => new GatewayConfig(stack, "Limits", { totalTimeout: "fast" })).toThrow('totalTimeout "fast"');
  });
});

describe("AccessKeyConfiguration", () => {
  test("without anything said allows all and leaves routing to the defaults", () => {
    new AccessKeyConfiguration(stack, "Production");
    expect(rendered("aigateway_access_key_configuration")).toEqual({ name: "stack/Production" });
  });

  test("renders what is allowed, and routes in the order in which they were written", () => {
    const sim = new CustomProvider(stack, "Sim", { providerId: "sim", baseUrl: "https://sim.example.com" });
    const key = (id: string, provider = BuiltInProvider.OPENAI) =>
      new ProviderKey(stack, id, { provider, value: secret });
    const [primary, backup] = [key("Primary"), key("Backup")];
    const configuration = new AccessKeyConfiguration(stack, "Production")
      .allowProviders(BuiltInProvider.OPENAI, sim)
      .allowModels("gpt-4o")
      .allowModels("sim:m1");
    configuration.route(BuiltInProvider.OPENAI).withKeys(primary, backup).thenPlatform();
    configuration.routeModel("gpt-4o", BuiltInProvider.OPENAI).withKeys(backup);
    const { access, router } = rendered("aigateway_access_key_configuration") as never as {
      access: unknown;
      router: unknown;
    };
    const id = (name: string) =>
      expect.stringMatching(new RegExp(`^\\$\\{aigateway_provider_key\\.${name}_\\w+\\.id\\}$`));
    expect(access).toEqual({
      providers: {
        allow: ["openai", expect.stringMatching(/^\$\{aigateway_provider\.Sim_\w+\.provider_id\}$/)],
      },
      models: { allow: ["gpt-4o", "sim:m1"] },
    });
    expect(router).toEqual({
      rules: [
        {
          provider: "openai",
          steps: [{ type: "user", provider_key_ids: [id("Primary"), id("Backup")] }, { type: "ngrok" }],
        },
        { provider: "openai", model: "gpt-4o", steps: [{ type: "user", provider_key_ids: [id("Backup")] }] },
      ],
    });
  });

  test("allowing none is different from not saying", () => {
    new AccessKeyConfiguration(stack, "Closed").allowProviders();
    expect(rendered("aigateway_access_key_configuration").access).toEqual({ providers: { allow: [] } });
  });

  test("what is named twice is listed once", () => {
    const configuration = new AccessKeyConfiguration(stack, "Access");
    configuration.allowProviders(BuiltInProvider.OPENAI).allowProviders(BuiltInProvider.OPENAI);
    configuration.allowModels("gpt-4o", "gpt-4o");
    expect(rendered("aigateway_access_key_configuration")).toMatchObject({
      access: { providers: { allow: ["openai"] }, models: { allow: ["gpt-4o"] } },
    });
  });

  test("the operator's credential is refused for a custom provider", () => {
    const provider = new CustomProvider(stack, "Models", {
      providerId: "models",
      baseUrl: "https://models.example.com",
    });
    const configuration = new AccessKeyConfiguration(stack, "Access");
    expect(() => configuration.route(provider).thenPlatform()).toThrow("built-in providers only");
  });

  test("an empty name is refused", () => {
    expect(() => new AccessKeyConfiguration(stack, "Access", { name: "" })).toThrow("name is empty");
  });

  test("a key of another provider is refused where it is attached", () => {
    const configuration = new AccessKeyConfiguration(stack, "Production");
    const key = new ProviderKey(stack, "Key", { provider: BuiltInProvider.ANTHROPIC, value: secret });
    expect(() => configuration.route(BuiltInProvider.OPENAI).withKeys(key)).toThrow(
      'route(openai): a key of "anthropic" can\'t be used for "openai"; give it a key of that provider.',
    );
  });

  test("a route without a step fails when the stack is synthesised, by its name", () => {
    new AccessKeyConfiguration(stack, "Production").route(BuiltInProvider.OPENAI);
    expect(() => Testing.synth(stack, true)).toThrow(
      "route(openai) has no step; call withKeys() or thenPlatform() on it.",
    );
  });

  test("a route without a key is refused", () => {
    const route = new AccessKeyConfiguration(stack, "Production").route(BuiltInProvider.OPENAI);
    expect(() => route.withKeys()).toThrow("withKeys() names no key; give it at least one.");
  });
});

describe("ApiKey", () => {
  test("is named after its path, and is made before the old one is destroyed", () => {
    new ApiKey(stack, "Billing", { description: "d", metadata: "m" });
    expect(rendered("aigateway_api_key")).toEqual({
      name: "stack/Billing",
      description: "d",
      metadata: "m",
      lifecycle: { create_before_destroy: true },
    });
  });

  test("a name that is longer than the API takes is refused at once", () => {
    expect(() => new ApiKey(stack, "Billing", { name: "n".repeat(256) })).toThrow(
      "shorten it to 255 at most",
    );
  });
});

describe("ProviderKey", () => {
  const provider = BuiltInProvider.OPENAI;

  test("takes its value from a variable", () => {
    new ProviderKey(stack, "Key", { provider, value: secret });
    expect(rendered("aigateway_provider_key")).toEqual({
      provider_id: "openai",
      name: "stack/Key",
      value: "${var.secret}",
      lifecycle: { create_before_destroy: true },
    });
  });

  test("takes a write-only value with its version", () => {
    new ProviderKey(stack, "Key", { provider, valueWo: secret, valueWoVersion: "1" });
    expect(rendered("aigateway_provider_key")).toMatchObject({
      value_wo: "${var.secret}",
      value_wo_version: "1",
    });
  });

  test("a secret that is written out is refused, and not quoted", () => {
    const attempt = () => new ProviderKey(stack, "Key", { provider, value: "sk-secret" });
    expect(attempt).toThrow("sensitive variable");
    expect(attempt).not.toThrow("sk-secret");
  });

  test("a secret that is written out is taken when it is said to be meant", () => {
    new ProviderKey(stack, "Key", { provider, value: "sk-test", unsafePlainText: true });
    expect(rendered("aigateway_provider_key")).toMatchObject({ value: "sk-test" });
  });

  test.each([
    [{}, "set either value or valueWo, not neither."],
    [{ valueWo: true }, "valueWo needs valueWoVersion"],
  ])("refuses %j", (given, message) => {
    const props = "valueWo" in given ? { provider, valueWo: secret } : { provider };
    expect(() => new ProviderKey(stack, "Key", props)).toThrow(message);
  });
});

describe("CustomProvider", () => {
  test("renders everything that it is given", () => {
    new CustomProvider(stack, "Sim", {
      providerId: "sim",
      baseUrl: "https://sim.example.com",
      models: ["m1"],
      supportedApiSurfaces: [
        { format: "openai", surface: "chat-completions", supportedParams: ["temperature"] },
      ],
    });
    expect(rendered("aigateway_provider")).toEqual({
      provider_id: "sim",
      name: "sim",
      base_url: "https://sim.example.com",
      models: [{ model_id: "m1" }],
      supported_api_surfaces: [
        { format: "openai", surface: "chat-completions", supported_params: ["temperature"] },
      ],
      lifecycle: { create_before_destroy: true },
    });
  });

  test.each(["a:b", "a b", ""])("refuses the provider id %j", (providerId) => {
    expect(() => new CustomProvider(stack, "Sim", { providerId, baseUrl: "https://x" })).toThrow(
      /providerId/,
    );
  });
});

describe("AiGateway", () => {
  test("needs nothing: the environment says where and who", () => {
    expect(JSON.parse(Testing.synth(stack)).provider.aigateway).toEqual([{}]);
  });

  test("an API key that is written out is refused", () => {
    expect(() => new AiGateway(stack, "Other", { apiKey: "ng-x" })).toThrow("sensitive variable");
  });
});

test("what is managed elsewhere is taken by its id, which must not be empty", () => {
  expect(AccessKey.fromAccessKeyId("aigk_1")).toEqual({ accessKeyId: "aigk_1" });
  expect(ApiKey.fromApiKeyId("aigak_1")).toEqual({ apiKeyId: "aigak_1" });
  expect(ProviderKey.fromProviderKeyId("aigpk_1")).toEqual({ providerKeyId: "aigpk_1", provider: undefined });
  expect(CustomProvider.fromProviderId("sim")).toEqual({ providerId: "sim" });
  expect(() => AccessKey.fromAccessKeyId("")).toThrow("give it at least one character");
});
