import { readdirSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import {
  createTerraform,
  describeWithTerraform,
  REQUIRED_PROVIDERS,
  succeeded,
  type Terraform,
} from "../support/terraform.ts";

const examples = resolve(__dirname, "../../terraform-provider/examples");
const read = (...path: string[]) => readFileSync(join(examples, ...path), "utf8");
const types = readdirSync(join(examples, "resources"));

describeWithTerraform("the examples of the provider's documentation", () => {
  let controlPlane: ControlPlane;
  let terraform: Terraform;

  beforeAll(async () => {
    controlPlane = await startControlPlane();
    terraform = await createTerraform({
      env: {
        AIGATEWAY_BASE_URL: controlPlane.baseUrl,
        AIGATEWAY_API_KEY: controlPlane.apiKey,
        TF_VAR_aigateway_api_key: controlPlane.apiKey,
        TF_VAR_openai_key: "sk-example-0123456789",
        TF_VAR_openai_keys: '{"main":"sk-main-0123456789","spare":"sk-spare-0123456789"}',
      },
    });
  });

  afterAll(async () => {
    await controlPlane?.close();
    await terraform?.remove();
  });

  test("the provider block is valid", async () => {
    const withoutRequirements = read("provider", "provider.tf").replace(/^terraform \{[\s\S]*?^\}$/m, "");
    await terraform.configure(`${withoutRequirements}\nresource "aigateway_access_key" "it" {}`);

    expect(await terraform.run(["validate", "-no-color"])).toMatchObject({ exitCode: 0 });
  });

  test("the configuration in the README is valid, with its own block of requirements", async () => {
    const readme = readFileSync(resolve(__dirname, "../../README.md"), "utf8");
    const [, hcl = ""] = /```hcl\n([\s\S]*?)```/.exec(readme) ?? [];
    const requirements = /^terraform \{[\s\S]*?^\}$/m;
    expect(hcl).toMatch(/aigateway = \{ source = "aigateway\/aigateway" \}/);
    await terraform.configure(hcl.replace(requirements, ""));

    expect(await terraform.run(["validate", "-no-color"])).toMatchObject({ exitCode: 0 });
  });

  test("those of all resources, a module each, can be applied, planned without a change, and destroyed", async () => {
    const sources = types.map((type) => [type, read("resources", type, "resource.tf")] as const);
    for (const [type, hcl] of sources) {
      await mkdir(join(terraform.folder, type));
      await writeFile(join(terraform.folder, type, "main.tf"), REQUIRED_PROVIDERS + hcl);
    }
    await terraform.configure(moduleEach(sources));
    await succeeded(terraform.run(["init", "-no-color"]));

    const { changes } = await succeeded(terraform.apply());
    expect(Object.keys(changes).sort()).toEqual(sources.flatMap(addressesIn).sort());
    expect((await terraform.plan()).changes).toEqual({});
    await succeeded(terraform.destroy());
    expect(await terraform.state()).toEqual({});
  });

  test("the ephemeral access key serves its run, is planned without a change, and is gone afterwards", async () => {
    const keyIds = async () =>
      (await controlPlane.api("GET", "/access-keys")).body.aiGatewayAccessKeys.map(
        ({ id }: { id: string }) => id,
      );
    // Keys that other examples destroyed live out their overlap: what counts is that none is added.
    const before = await keyIds();
    await terraform.configure(read("ephemeral-resources", "aigateway_access_key", "ephemeral-resource.tf"));

    await succeeded(terraform.apply());
    expect((await terraform.plan()).changes).toEqual({});
    expect(await keyIds()).toEqual(before);
    await succeeded(terraform.destroy());
  });

  test.each(types)("the import command of %s names a resource of its example", (type) => {
    const [, address, id] =
      /^terraform import (\S+) (\S+)$/m.exec(read("resources", type, "import.sh")) ?? [];
    const [, name] = address?.split(".") ?? [];

    expect(address).toBe(`${type}.${name}`);
    expect(read("resources", type, "resource.tf")).toContain(`resource "${type}" "${name}"`);
    expect(id).toMatch(/^(acct|aig(k|ac|ak|pk|p))_/);
  });
});

/** Of the resources that an example declares, once it is a module. */
function addressesIn([type, hcl]: readonly [string, string]): string[] {
  const resources = [...hcl.matchAll(/^resource "(\w+)" "(\w+)"/gm)];
  return resources.map(([, resource, name]) => `module.${type}.${resource}.${name}`);
}

const variablesOf = (hcl: string) => [...hcl.matchAll(/^variable "(\w+)" \{[\s\S]*?^\}$/gm)];

/** One configuration of all examples, each a module by its type, which gets the variables that it asks for. */
function moduleEach(examples: readonly (readonly [string, string])[]): string {
  const variables = examples.flatMap(([, hcl]) => variablesOf(hcl).map(([block]) => block));
  const modules = examples.map(([type, hcl]) =>
    [
      `module "${type}" {`,
      `  source = "./${type}"`,
      ...variablesOf(hcl).map(([, name]) => `  ${name} = var.${name}`),
      "}",
    ].join("\n"),
  );
  return [...new Set(variables), ...modules].join("\n");
}
