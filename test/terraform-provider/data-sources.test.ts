import { createTerraform, describeWithTerraform, succeeded, type Terraform } from "../support/terraform.ts";
import { type DataSourceCase, dataSourceCases } from "./data-source-cases.ts";
import { type DataSourceWorld, startDataSourceWorld } from "./data-source-world.ts";

/** All in one configuration, as a user may have them: Terraform is started a few times in all. */
describeWithTerraform("data sources", () => {
  let world: DataSourceWorld;
  let terraform: Terraform;
  let state: Awaited<ReturnType<Terraform["state"]>>;

  beforeAll(async () => {
    world = await startDataSourceWorld();
    const { baseUrl, apiKey } = world.gateway.service;
    terraform = await createTerraform({ env: { AIGATEWAY_BASE_URL: baseUrl, AIGATEWAY_API_KEY: apiKey } });
    await terraform.configure([...dataSourceCases.map(hcl), LATER].join("\n"));
    await succeeded(terraform.apply());
    state = await terraform.state();
  });

  afterAll(async () => {
    await terraform?.remove();
    await world?.gateway.close();
  });

  const hcl = ({ type, name, attributes }: DataSourceCase) =>
    `data "${type}" "${name}" {\n${attributes(world)}\n}`;

  test.each(dataSourceCases)("$type.$name shows what there is", ({ type, name, expected }) => {
    expect(state[`data.${type}.${name}`]?.values).toMatchObject(expected(world));
  });

  test("what depends on an object of the same apply is read in the apply", () => {
    const made = state["aigateway_access_key_configuration.made"]?.values;
    expect(state["data.aigateway_access_key_configuration.later"]?.values).toEqual(made);
  });

  test("the plan after it is empty, with every data source in it", async () => {
    expect(await terraform.plan()).toMatchObject({ exitCode: 0, changes: {} });
  });

  test("no token and no secret is in the state", async () => {
    const file = await terraform.stateFile();
    expect(file).not.toMatch(/ng-\w+-g1-\w+/);
    expect(file).not.toMatch(/sk-(first|second|openai)-0123456789/);
    expect(file).not.toMatch(/"(token|value|value_wo)":/);
  });
});

const LATER = `
  resource "aigateway_access_key_configuration" "made" {
    name = "made"
  }
  data "aigateway_access_key_configuration" "later" {
    id = aigateway_access_key_configuration.made.id
  }
`;
