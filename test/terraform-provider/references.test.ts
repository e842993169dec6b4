import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { createTerraform, describeWithTerraform, succeeded, type Terraform } from "../support/terraform.ts";
import { type FaultProxy, startFaultProxy } from "../support/terraform-fault-proxy.ts";

const simulated = `
  resource "aigateway_provider" "new" {
    provider_id = "openal"
    name        = "Reads like another one"
    base_url    = "https://models.example.com/v1"
  }
`;

describeWithTerraform("what a plan refers to", () => {
  let controlPlane: ControlPlane;
  let proxy: FaultProxy;
  let terraform: Terraform;
  let simKey: string;

  beforeAll(async () => {
    controlPlane = await startControlPlane();
    proxy = await startFaultProxy(controlPlane.baseUrl);
    terraform = await createTerraform({
      env: { AIGATEWAY_BASE_URL: proxy.baseUrl, AIGATEWAY_API_KEY: controlPlane.apiKey },
    });
    const sim = { providerId: "sim", name: "Simulated", baseUrl: "https://models.example.com/v1" };
    await controlPlane.api("POST", "/providers", sim);
    const key = { providerId: "sim", name: "k", value: "sk-sim-0123456789abcdef" };
    simKey = (await controlPlane.api("POST", "/provider-keys", key)).body.id;
  });
  afterAll(async () => {
    await proxy?.close();
    await controlPlane?.close();
    await terraform?.remove();
  });
  afterEach(() => {
    proxy.clear();
    proxy.passed.length = 0;
  });

  async function planned(hcl: string) {
    await terraform.configure(hcl);
    const { diagnostics, exitCode } = await terraform.plan();
    const told = diagnostics.map(({ severity, summary, detail, address, snippet }) => ({
      at: `${severity} at ${address}: ${snippet?.code.trim().split("\n")[0]}`,
      text: `${summary}: ${detail}`.replace(/\s+/g, " "),
    }));
    return { exitCode, told: told.sort((a, b) => (a.at < b.at ? -1 : 1)) };
  }

  test("a slip of the pen is an error of the plan wherever a provider is named, with what was meant", async () => {
    const { exitCode, told } = await planned(`
      resource "aigateway_provider_key" "k" {
        provider_id = "opneai"
        name        = "k"
        value       = "sk-0123456789abcdef"
      }
      resource "aigateway_access_key_configuration" "c" {
        name = "c"
        access = {
          providers = { allow = ["openai", "antropic"] }
          models    = { allow = ["openai/gpt-4o", "opena1:gpt-4o", "deepseek-r1:free", "sim:anything"] }
        }
        router = { rules = [
          { provider = "Sim", steps = [{ type = "user", provider_key_ids = ["${simKey}"] }] },
          { model = "gogle:gemini", steps = [{ type = "ngrok" }] },
        ] }
      }
    `);

    expect(exitCode).toBe(1);
    const found = told.map(({ text }) => /(".+?") ?.*Did you mean (".+?")\?/.exec(text)?.slice(1));
    expect(found.sort()).toEqual([
      ['"Sim"', '"sim"'],
      ['"antropic"', '"anthropic"'],
      ['"gogle"', '"google:gemini"'],
      ['"opena1"', '"openai:gpt-4o"'],
      ['"opneai"', '"openai"'],
    ]);
    expect(told.map(({ at }) => at.split(":")[0])).toEqual([
      ...Array(4).fill("error at aigateway_access_key_configuration.c"),
      "error at aigateway_provider_key.k",
    ]);
  });

  test("a model's own name with a colon is at most a warning, which says how to name its provider", async () => {
    const ollama = {
      providerId: "ollama",
      name: "Ollama",
      baseUrl: "https://models.example.com/v1",
      models: [{ modelId: "olama:8b" }],
    };
    const { id } = (await controlPlane.api("POST", "/providers", ollama)).body;

    const { exitCode, told } = await planned(`
      resource "aigateway_access_key_configuration" "c" {
        name   = "c"
        access = { models = { allow = ["llama3:8b", "olama:8b"] } }
        router = { rules = [{ provider = "ollama", model = "llama3:70b", steps = [{ type = "ngrok" }] }] }
      }
    `);

    expect(exitCode).toBe(0);
    expect(told.map(({ at }) => at.split(" ")[0])).toEqual(["warning", "warning"]);
    expect(told.map(({ text }) => /as in "(.+?)"/.exec(text)?.[1]).sort()).toEqual([
      "provider:llama3:70b",
      "provider:llama3:8b",
    ]);
    await controlPlane.api("DELETE", `/providers/${id}`);
  });

  test("ids that no apply can make, keys of other providers and built-in ones made anew are errors of the plan", async () => {
    const { told } = await planned(`
      resource "aigateway_access_key_configuration" "c" {
        name   = "c"
        access = { providers = { allow = ["aigp_none"] } }
        router = { rules = [
          { provider = "openai", steps = [{ type = "user", provider_key_ids = ["${simKey}"] }] },
          { model = "sim:m", steps = [{ type = "user", provider_key_ids = ["aigpk_none", "${simKey}"] }] },
        ] }
      }
      resource "aigateway_provider_key_attachment" "a" {
        access_key_configuration_id = "aigac_none"
        provider_id                 = "openai"
        provider_key_id             = "${simKey}"
      }
      resource "aigateway_provider" "p" {
        provider_id = "openai"
        name        = "p"
        base_url    = "https://models.example.com/v1"
      }
    `);

    expect(told.map(({ text }) => text)).toEqual([
      expect.stringContaining('There is no provider "aigp_none" in this account.'),
      expect.stringContaining(`"${simKey}" is of the provider "sim", and is used for "openai" here`),
      expect.stringContaining('There is no provider key "aigpk_none" in this account.'),
      expect.stringContaining('"openai" is a built-in provider'),
      expect.stringContaining(`Use a key of "openai".`),
    ]);
  });

  test("a provider of the same apply is no slip, however it reads: referred to, depended on or over several steps", async () => {
    const { exitCode, told } = await planned(`
      ${simulated}
      resource "aigateway_provider_key" "referring" {
        provider_id = aigateway_provider.new.provider_id
        name        = "k"
        value       = "sk-0123456789abcdef"
      }
      resource "aigateway_provider_key" "depending" {
        provider_id = "openal"
        name        = "k"
        value       = "sk-0123456789abcdef"
        depends_on  = [aigateway_provider.new]
      }
      resource "aigateway_access_key_configuration" "over_steps" {
        name   = "c"
        access = { providers = { allow = ["openal"] }, models = { allow = ["openal:m1"] } }
        router = { rules = [{
          provider = "openal"
          steps    = [{ type = "user", provider_key_ids = [aigateway_provider_key.referring.id] }]
        }] }
      }
    `);

    expect({ exitCode, told }).toEqual({ exitCode: 0, told: [] });
    await succeeded(terraform.apply());
    await succeeded(terraform.destroy());
  });

  test("what reads like nothing that is there may be made by the apply: a warning says how to order it", async () => {
    const { exitCode, told } = await planned(`
      resource "aigateway_provider_key" "k" {
        provider_id = "acme"
        name        = "k"
        value       = "sk-0123456789abcdef"
      }
    `);

    expect([exitCode, told.length]).toEqual([0, 1]);
    expect(told[0]?.at).toContain('warning at aigateway_provider_key.k: provider_id = "acme"');
    expect(told[0]?.text).toContain(
      'There is no provider "acme" yet: the API knows openai, anthropic, google,',
    );
    expect(told[0]?.text).toContain("refer to it as aigateway_provider.<name>.provider_id");
  });

  const slip = `
    resource "aigateway_provider_key" "k" {
      provider_id = "opneai"
      name        = "k"
      value       = "sk-0123456789abcdef"
    }
  `;

  test.each([
    [
      "has no list of built-in providers",
      { kind: "refuse", status: 404, body: { statusCode: 404, msg: "no" } },
    ],
    ["refuses to list them", { kind: "refuse", status: 401, body: { statusCode: 401, msg: "no" } }],
  ] as const)("an API that %s keeps nothing from being planned", async (_, fault) => {
    proxy.inject(({ path }) => (path === "/built-in-providers" ? fault : undefined));

    expect(await planned(slip)).toEqual({ exitCode: 0, told: [] });
  });

  test("a custom provider whose id a later release has built in can be changed, but not made", async () => {
    const provider = (name: string) => `
      resource "aigateway_provider" "grown" {
        provider_id = "grown"
        name        = "${name}"
        base_url    = "https://models.example.com/v1"
      }
    `;
    await terraform.configure(provider("before"));
    await succeeded(terraform.apply());
    proxy.inject(({ path }) =>
      path === "/built-in-providers" ? { kind: "change", change: withProvider("grown") } : undefined,
    );

    expect(await planned(provider("after"))).toEqual({ exitCode: 0, told: [] });
    expect((await planned(provider("after").replace('"grown" {', '"other" {'))).told).toMatchObject([
      { text: expect.stringContaining("Built-in provider") },
    ]);
  });

  test("a run reads the lists once, and a plan without changes not at all", async () => {
    const keys = `
      resource "aigateway_provider_key" "k" {
        for_each    = toset(["a", "b", "c", "d"])
        provider_id = "sim"
        name        = each.key
        value       = "sk-0123456789abcdef"
      }
    `;
    await planned(keys);
    const read = () => proxy.passed.map(({ path }) => path).filter((path) => /provider(s|s\?.*)$/.test(path));
    expect(read().sort()).toEqual(["/built-in-providers", "/providers?limit=100"]);
    await succeeded(terraform.apply());
    proxy.passed.length = 0;

    expect((await planned(keys)).exitCode).toBe(0);

    expect(read()).toEqual([]);
  });
});

/** Adds a built-in provider to their list. */
const withProvider = (providerId: string) => (list: { aiGatewayBuiltInProviders: object[] }) => ({
  ...list,
  aiGatewayBuiltInProviders: [
    ...list.aiGatewayBuiltInProviders,
    { providerId, name: providerId, surfaces: [] },
  ],
});
