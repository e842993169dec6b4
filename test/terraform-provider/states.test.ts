import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { createTerraform, describeWithTerraform, succeeded, type Terraform } from "../support/terraform.ts";
import { asFirstWritten, FIRST_SCHEMAS } from "./first-states.ts";
import { lifecycleCases } from "./lifecycle-cases.ts";

const types = lifecycleCases.map(({ type }) => type);

/** One object of every type. */
const everything = (name: string) => `
  resource "aigateway_provider" "${name}" {
    provider_id            = "sim"
    name                   = "Simulated"
    base_url               = "https://models.example.com/v1"
    models                 = [{ model_id = "m1" }]
    supported_api_surfaces = [{ format = "openai" }]
  }
  resource "aigateway_provider_key" "${name}" {
    provider_id      = aigateway_provider.${name}.provider_id
    name             = "main"
    value_wo         = "sk-original-0123456789"
    value_wo_version = "1"
  }
  resource "aigateway_access_key_configuration" "${name}" {
    name   = "prod"
    access = { providers = { allow = [aigateway_provider.${name}.provider_id] } }
  }
  resource "aigateway_provider_key_attachment" "${name}" {
    access_key_configuration_id = aigateway_access_key_configuration.${name}.id
    provider_id                 = aigateway_provider.${name}.provider_id
    provider_key_id             = aigateway_provider_key.${name}.id
    priority                    = 10
  }
  resource "aigateway_access_key" "${name}" {
    name                        = "web"
    access_key_configuration_id = aigateway_access_key_configuration.${name}.id
    keepers                     = { release = "1" }
  }
  resource "aigateway_api_key" "${name}" {
    name = "billing"
  }
  resource "aigateway_gateway_config" "${name}" {
    total_timeout = "90s"
  }
`;

const moved = (to: (type: string) => string, from: (type: string) => string) =>
  types.map((type) => `moved {\n from = ${from(type)}\n to = ${to(type)}\n}`).join("\n");

describeWithTerraform("a state", () => {
  let controlPlane: ControlPlane;
  let terraform: Terraform;

  beforeAll(async () => {
    controlPlane = await startControlPlane();
    terraform = await createTerraform({
      env: { AIGATEWAY_BASE_URL: controlPlane.baseUrl, AIGATEWAY_API_KEY: controlPlane.apiKey },
    });
    await terraform.configure(everything("it"));
    await succeeded(terraform.apply());
  });
  afterAll(async () => {
    await controlPlane?.close();
    await terraform?.remove();
  });

  const ids = async () => Object.values(await terraform.state()).map(({ values }) => values.id);
  const plan = (...options: string[]) => terraform.run(["plan", "-json", "-lock=false", ...options]);
  const writeFirstState = async () =>
    writeFile(join(terraform.folder, "terraform.tfstate"), asFirstWritten(await terraform.stateFile()));

  test("of each type has its first schema written down, with attributes that there still are", async () => {
    expect(Object.keys(FIRST_SCHEMAS).sort()).toEqual([...types].sort());
    for (const [address, { values }] of Object.entries(await terraform.state())) {
      const first = FIRST_SCHEMAS[address.split(".")[0] as string] ?? [];
      expect(Object.keys(values)).toEqual(expect.arrayContaining([...first]));
    }
  });

  test.each([["with a refresh"], ["without one", "-refresh=false"]])(
    "that the first release wrote is taken over, and the plan is empty: %s",
    async (_, ...options) => {
      await writeFirstState();

      expect(await plan(...options)).toMatchObject({ exitCode: 0, changes: {}, diagnostics: [] });
    },
  );

  test("that the first release wrote takes up attributes that came later without replacing anything", async () => {
    await writeFirstState();
    const later = 'keepers = { release = "1" }\n rotate_after = "720h"\n overlap = "1h"\n';
    await terraform.configure(
      everything("it").replace('keepers                     = { release = "1" }', later),
    );
    const before = await ids();

    expect((await succeeded(terraform.apply())).changes).toEqual({ "aigateway_access_key.it": "update" });

    expect(await ids()).toEqual(before);
    await terraform.configure(everything("it"));
    await succeeded(terraform.apply());
  });

  test.each([
    ["to another name", everything("renamed"), (type: string) => `${type}.renamed`, "it", ""],
    [
      "into an instance of a module",
      'module "team" {\n source = "./team"\n for_each = toset(["a"])\n}',
      (type: string) => `module.team["a"].${type}.it`,
      "renamed",
      everything("it"),
    ],
  ])("that is moved %s stays as it is, and the plan is empty", async (_, hcl, to, from, module) => {
    const before = await ids();
    await writeModule(module);
    await terraform.configure(`${hcl}\n${moved(to, (type) => `${type}.${from}`)}`);
    await succeeded(terraform.run(["init", "-no-color"]));

    const { changes } = await succeeded(terraform.apply());

    expect(changes).toEqual(Object.fromEntries(types.map((type) => [to(type), "move"])));
    expect(await ids()).toEqual(before);
    expect(await terraform.plan()).toMatchObject({ exitCode: 0, changes: {} });
  });

  async function writeModule(hcl: string): Promise<void> {
    if (hcl === "") return;
    const requirement = `terraform {
      required_providers {
        aigateway = { source = "aigateway/aigateway" }
      }
    }`;
    await mkdir(join(terraform.folder, "team"), { recursive: true });
    await writeFile(join(terraform.folder, "team", "main.tf"), `${requirement}\n${hcl}`);
  }
});
