import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { createTerraform, describeWithTerraform, succeeded, type Terraform } from "../support/terraform.ts";

const VALUE = "sk-kept-in-state-0123456789abcdef";
const VALUE_WO = "sk-write-only-0123456789abcdef";

const config = (suffix: string) => `
  variable "api_key" {
    type      = string
    sensitive = true
  }
  variable "write_only" {
    type      = string
    ephemeral = true
  }
  provider "aigateway" { api_key = var.api_key }
  resource "aigateway_provider_key" "kept" {
    provider_id = "openai"
    name        = "kept"
    value       = "${VALUE}${suffix}"
  }
  resource "aigateway_provider_key" "write_only" {
    provider_id      = "openai"
    name             = "write only"
    value_wo         = "\${var.write_only}${suffix}"
    value_wo_version = "1${suffix}"
  }
  resource "aigateway_access_key" "it" { name = "it${suffix}" }
  resource "aigateway_api_key" "it" { name = "it${suffix}" }
`;

describeWithTerraform("secrets", () => {
  let controlPlane: ControlPlane;
  let terraform: Terraform;
  const printed: string[] = [];

  beforeAll(async () => {
    controlPlane = await startControlPlane();
    terraform = await createTerraform({
      env: {
        AIGATEWAY_BASE_URL: controlPlane.baseUrl,
        TF_VAR_api_key: controlPlane.apiKey,
        TF_VAR_write_only: VALUE_WO,
        TF_LOG: "trace",
        TF_LOG_PATH: "trace.log",
      },
    });
    await terraform.configure(config(""));
    printed.push((await succeeded(terraform.apply())).output);
    await terraform.configure(config("2"));
    printed.push((await succeeded(terraform.run(["plan", "-no-color", "-out=saved.plan"]))).output);
    printed.push((await succeeded(terraform.run(["apply", "-no-color", "saved.plan"]))).output);
    // And a failure, whose diagnostic could tell too much.
    printed.push((await terraform.plan({ AIGATEWAY_BASE_URL: "http://127.0.0.1:9" })).output);
  });

  afterAll(async () => {
    await controlPlane?.close();
    await terraform?.remove();
  });

  async function secrets(): Promise<string[]> {
    const state = await terraform.state();
    const tokens = ["aigateway_access_key.it", "aigateway_api_key.it"].map(
      (address) => state[address]?.values.token,
    );
    for (const token of tokens) expect(token).toMatch(/^ng-/);
    return [VALUE, VALUE_WO, ...tokens, controlPlane.apiKey];
  }

  test("none is in what Terraform prints", async () => {
    for (const secret of await secrets()) expect(printed.join("\n").includes(secret)).toBe(false);
  });

  test("none is in the logs under TF_LOG=trace, which do show each request to the API", async () => {
    const log = await readFile(join(terraform.folder, "trace.log"), "utf8");

    expect(log).toContain("API request");
    expect(log).toContain("path=/access-keys");
    for (const secret of await secrets()) expect(log.includes(secret)).toBe(false);
  });

  test("a write-only value is in neither state nor saved plan", async () => {
    await succeeded(terraform.run(["show", "-json", "saved.plan"])).then(({ output }) =>
      writeFile(join(terraform.folder, "shown.json"), output),
    );

    for (const file of ["terraform.tfstate", "saved.plan", "shown.json"]) {
      expect((await readFile(join(terraform.folder, file), "latin1")).includes(VALUE_WO)).toBe(false);
    }
  });

  test("what the API stored is the write-only value all the same", async () => {
    const { values } = (await terraform.state())["aigateway_provider_key.write_only"] ?? {};

    expect(values).toMatchObject({ value_wo: null, key_redacted: "sk-write-o***def2" });
  });
});
