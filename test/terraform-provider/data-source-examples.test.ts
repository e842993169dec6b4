import { readdirSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import {
  createTerraform,
  describeWithTerraform,
  REQUIRED_PROVIDERS,
  succeeded,
  type Terraform,
} from "../support/terraform.ts";
import { type DataSourceWorld, startDataSourceWorld } from "./data-source-world.ts";

const examples = resolve(__dirname, "../../terraform-provider/examples/data-sources");
const types = readdirSync(examples);
const read = (type: string) => readFileSync(join(examples, type, "data-source.tf"), "utf8");

/** Each example is a module of its own, so that Terraform has to be started for all of them once. */
describeWithTerraform("the examples of the data sources", () => {
  let world: DataSourceWorld;
  let terraform: Terraform;

  beforeAll(async () => {
    world = await startDataSourceWorld();
    const { baseUrl, apiKey } = world.gateway.service;
    terraform = await createTerraform({ env: { AIGATEWAY_BASE_URL: baseUrl, AIGATEWAY_API_KEY: apiKey } });
    for (const type of types) {
      const folder = join(terraform.folder, type);
      await mkdir(folder);
      await writeFile(join(folder, "main.tf"), REQUIRED_PROVIDERS + read(type));
    }
    await terraform.configure(types.map((type) => `module "${type}" { source = "./${type}" }`).join("\n"));
    await succeeded(terraform.run(["init", "-no-color"]));
  });

  afterAll(async () => {
    await terraform?.remove();
    await world?.gateway.close();
  });

  test("can be applied together, where what they name is there, planned without a change, and destroyed", async () => {
    const { diagnostics } = await succeeded(terraform.apply());
    // What nobody has used yet, checks warn of.
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect((await terraform.plan()).changes).toEqual({});
    await succeeded(terraform.destroy());
  });

  test.each(types)("that of %s has one", (type) => {
    expect(read(type)).toMatch(new RegExp(`^data "${type}" "\\w+"`, "m"));
  });
});
