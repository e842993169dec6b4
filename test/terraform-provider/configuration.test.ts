import { createTerraform, describeWithTerraform, type Terraform } from "../support/terraform.ts";

const accessKey = 'resource "aigateway_access_key" "it" {}';

describeWithTerraform("bad input is named with its remedy, before anything is applied", () => {
  let terraform: Terraform;

  beforeAll(async () => {
    terraform = await createTerraform();
  });
  afterAll(() => terraform?.remove());

  async function faultsOf(hcl: string) {
    await terraform.configure(hcl);
    const run = await terraform.run(["validate", "-json"]);
    const { diagnostics } = JSON.parse(run.output);
    return diagnostics.map((each: { summary: string; detail: string; snippet?: { code: string } }) => ({
      fault: `${each.summary}: ${each.detail}`.replace(/\s+/g, " "),
      code: each.snippet?.code.trim(),
    }));
  }

  test("a missing api_key and base_url name the attribute and the variable", async () => {
    await terraform.configure(`provider "aigateway" {}\n${accessKey}`);

    const { exitCode, diagnostics } = await terraform.plan();

    expect(exitCode).toBe(1);
    expect(diagnostics).toMatchObject([
      { summary: "Missing base_url", detail: expect.stringMatching(/base_url[\s\S]*AIGATEWAY_BASE_URL/) },
      { summary: "Missing api_key", detail: expect.stringMatching(/api_key[\s\S]*AIGATEWAY_API_KEY/) },
    ]);
  });

  test("an api_key that is known only after apply lets new objects be planned", async () => {
    await terraform.configure(`
      resource "terraform_data" "key" {}
      provider "aigateway" {
        base_url = "http://127.0.0.1:9"
        api_key  = terraform_data.key.id
      }
      resource "aigateway_access_key" "it" {}
    `);

    expect(await terraform.plan()).toMatchObject({
      exitCode: 0,
      changes: { "aigateway_access_key.it": "create" },
    });
  });

  test("an api_key that can't be sent is refused, and not quoted", async () => {
    await terraform.configure(accessKey);
    const unsendable = { AIGATEWAY_BASE_URL: "http://127.0.0.1:9", AIGATEWAY_API_KEY: "hunter2\nhunter3" };

    const { exitCode, diagnostics, output } = await terraform.plan(unsendable);

    expect(exitCode).toBe(1);
    expect(diagnostics[0]).toMatchObject({ summary: "Invalid api_key" });
    expect(output).not.toContain("hunter");
  });

  test.each([
    ["access = { providers = { allow = [null] } }", "access.providers.allow[0]"],
    ["router = { rules = [null] }", "router.rules[0]"],
    ['router = { rules = [{ provider = "openai", steps = [null] }] }', "router.rules[0].steps[0]"],
  ])("a null in a list is named with its place: %s", async (attribute, place) => {
    const [{ fault }, ...others] = await faultsOf(
      `resource "aigateway_access_key_configuration" "it" {
        name = "it"
        ${attribute}
      }`,
    );

    expect(others).toEqual([]);
    expect(fault).toContain(place);
    expect(fault).toContain("The element is null");
  });

  test("a NUL in a text is told before the API refuses it, by its place, once, and a secret is not quoted", async () => {
    const faults = await faultsOf(`
      resource "aigateway_access_key_configuration" "it" {
        name   = "it\\u0000"
        access = { models = { allow = ["sim:m1", "sim:\\u0000"] } }
        router = { rules = [{ provider = "a\\u0000b", steps = [{ type = "ngrok" }] }] }
      }
      resource "aigateway_provider_key" "it" {
        provider_id = "openai"
        name        = "it"
        value       = "hunter2\\u0000"
      }`);

    expect(faults).toHaveLength(4);
    for (const { fault } of faults) {
      expect(fault).toContain('replace(…, "\\u0000", "")');
      expect(fault).not.toMatch(/hunter/);
    }
    const told = faults
      .map(({ fault, code }: { fault: string; code: string }) => `${fault} ${code}`)
      .join("\n");
    for (const place of ["NUL in name", "access.models.allow[1]", "router.rules[0].provider", "NUL in value"])
      expect(told).toContain(place);
  });

  test("a custom provider's address may have a query, as deployments on Azure have", async () => {
    const faults = await faultsOf(`resource "aigateway_provider" "azure" {
      provider_id = "azure"
      name        = "azure"
      base_url    = "https://x.openai.azure.com/openai/deployments/d?api-version=2024-06-01"
    }`);

    expect(faults).toEqual([]);
  });

  test.each([
    ["gateway.example.com", "not an HTTP address"],
    ["ftp://gateway.example.com", "not an HTTP address"],
    ["https://gateway.example.com/?a=b", "leave out what follows the path"],
    ["https://user:hunter2@gateway.example.com", "user or password"],
  ])("base_url %j is refused", async (url, remedy) => {
    const [{ fault }] = await faultsOf(`provider "aigateway" { base_url = "${url}" }\n${accessKey}`);

    expect(fault).toContain(remedy);
    expect(fault).not.toContain("hunter2");
  });

  test.each([
    [
      "a name that is too long",
      `resource "aigateway_access_key" "it" { name = "${"n".repeat(256)}" }`,
      "It has 256 characters; shorten it to at most 255.",
    ],
    [
      "a time that is none",
      'resource "aigateway_access_key" "it" { expires_at = "tomorrow" }',
      '"tomorrow" is not a time in RFC 3339.',
    ],
    [
      "an age in days",
      'resource "aigateway_access_key" "it" { rotate_after = "30d" }',
      `"30d" is not a duration in Go's syntax. Write numbers with the units h, m and s, like "720h" or "1h30m"; a day is "24h".`,
    ],
    [
      "an age that every apply would have reached",
      'resource "aigateway_access_key" "it" { rotate_after = "0s" }',
      '"0s" is shorter than 1m. Every apply would replace the key.',
    ],
    [
      "an overlap that is none",
      'resource "aigateway_access_key" "it" { overlap = "-1h" }',
      '"-1h" is shorter than 0s. Write "0s" or more.',
    ],
    [
      "the id of another kind of object",
      'resource "aigateway_access_key" "it" { access_key_configuration_id = "aigpk_1" }',
      "Refer to it as aigateway_access_key_configuration.<name>.id.",
    ],
    [
      "a rule without a target",
      'resource "aigateway_access_key_configuration" "it" {\nname = "it"\nrouter = { rules = [{ steps = [{ type = "ngrok" }] }] }\n}',
      "give it one of them, or both",
    ],
    [
      "a rule without steps",
      'resource "aigateway_access_key_configuration" "it" {\nname = "it"\nrouter = { rules = [{ provider = "openai", steps = [] }] }\n}',
      "A rule needs at least one step.",
    ],
    [
      "a step of a type that there is not",
      'resource "aigateway_access_key_configuration" "it" {\nname = "it"\nrouter = { rules = [{ provider = "openai", steps = [{ type = "mine" }] }] }\n}',
      '"mine" is not possible; use "user" or "ngrok".',
    ],
    [
      "a user step without keys",
      'resource "aigateway_access_key_configuration" "it" {\nname = "it"\nrouter = { rules = [{ provider = "openai", steps = [{ type = "user" }] }] }\n}',
      "name them in provider_key_ids",
    ],
    [
      "a wildcard",
      'resource "aigateway_access_key_configuration" "it" {\nname = "it"\naccess = { models = { allow = ["openai/*"] } }\n}',
      "there are no wildcards",
    ],
    [
      "a model that is listed twice",
      'resource "aigateway_provider" "it" {\nprovider_id = "it"\nname = "it"\nbase_url = "https://it.example.com"\nmodels = [{ model_id = "m" }, { model_id = "m" }]\n}',
      '"m" is listed more than once',
    ],
    [
      "a provider id with a colon",
      'resource "aigateway_provider" "it" {\nprovider_id = "a:b"\nname = "it"\nbase_url = "https://it.example.com"\n}',
      "without colons and spaces",
    ],
    [
      "a provider key without a secret",
      'resource "aigateway_provider_key" "it" {\nprovider_id = "openai"\nname = "it"\n}',
      "Give the provider's secret as value_wo",
    ],
    [
      "a provider key with two secrets",
      'resource "aigateway_provider_key" "it" {\nprovider_id = "openai"\nname = "it"\nvalue = "a"\nvalue_wo = "b"\n}',
      "value and value_wo are both given",
    ],
  ])("%s is refused", async (_, hcl, remedy) => {
    expect(await faultsOf(hcl)).toMatchObject([{ fault: expect.stringContaining(remedy) }]);
  });

  test("a secret that can't be one is refused without being quoted", async () => {
    const [{ fault }] = await faultsOf(
      'resource "aigateway_provider_key" "it" {\nprovider_id = "openai"\nname = "it"\nvalue = join(" ", ["sk", "hunter2"])\n}',
    );

    expect(fault).toContain("The value is not possible");
    expect(fault).not.toContain("hunter2");
  });

  test("an import of something that is no id is refused", async () => {
    await terraform.configure(accessKey);
    const env = { AIGATEWAY_BASE_URL: "http://127.0.0.1:9", AIGATEWAY_API_KEY: "unused" };

    const run = await terraform.run(["import", "-no-color", "aigateway_access_key.it", "web"], env);

    expect(run.output.replace(/\s+/g, " ")).toContain('"web" is not the id of an access key');
  });
});
