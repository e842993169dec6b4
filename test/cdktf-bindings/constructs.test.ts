import {
  AccessKey,
  AccessKeyConfiguration,
  AiGateway,
  ApiKey,
  BuiltInProvider,
  CustomProvider,
  ProviderKey,
  Rotation,
} from "@aigateway/cdktf";
import { TerraformStack, TerraformVariable, Testing } from "cdktf";

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
      rotate_after: "720h",
      overlap: "24h",
      keepers: { release: "42" },
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
    [
      { expiresAt: "2030-13-45T12:00:00Z" },
      'expiresAt "2030-13-45T12:00:00Z" is no time in RFC 3339; write it like 2030-01-31T12:00:00Z.',
    ],
    [
      { expiresAt: "tomorrow" },
      'expiresAt "tomorrow" is no time in RFC 3339; write it like 2030-01-31T12:00:00Z.',
    ],
  ])("refuses %j with the value and the remedy", (props, message) => {
    expect(() => new AccessKey(stack, "Web", props)).toThrow(message);
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

  test("a custom provider's key is refused for a built-in one and the other way round, and not for its own id", () => {
    const sim = new CustomProvider(stack, "Sim", { providerId: "sim", baseUrl: "https://sim.example.com" });
    const own = new ProviderKey(stack, "SimKey", { provider: sim, value: secret });
    const other = new ProviderKey(stack, "Key", { provider: BuiltInProvider.OPENAI, value: secret });
    const configuration = new AccessKeyConfiguration(stack, "Production");
    expect(() => configuration.route("openai").withKeys(own)).toThrow(
      'route(openai): a key of "sim" can\'t be used for "openai"',
    );
    expect(() => configuration.route(sim).withKeys(other)).toThrow(
      'route(sim): a key of "openai" can\'t be used for "sim"',
    );
    expect(() => configuration.route("sim").withKeys(own)).not.toThrow();
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

test.each<[string, (id: string) => unknown]>([
  ["AccessKey", (id) => new AccessKey(stack, id)],
  ["AccessKeyConfiguration", (id) => new AccessKeyConfiguration(stack, id)],
  ["ProviderKey", (id) => new ProviderKey(stack, id, { provider: BuiltInProvider.OPENAI, value: secret })],
  ["ApiKey", (id) => new ApiKey(stack, id)],
])("a path that is too long to be the name of an %s is refused where it is made", (_, make) => {
  expect(() => make("n".repeat(250))).toThrow("name has 256 characters; shorten it to 255 at most.");
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
