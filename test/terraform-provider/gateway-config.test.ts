import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { createTerraform, describeWithTerraform, succeeded, type Terraform } from "../support/terraform.ts";

const address = "aigateway_gateway_config.it";
const config = (attributes = "") => `resource "aigateway_gateway_config" "it" {\n${attributes}\n}`;

describeWithTerraform("the account's gateway configuration", () => {
  let controlPlane: ControlPlane;
  let terraform: Terraform;

  beforeAll(async () => {
    controlPlane = await startControlPlane();
  });
  afterAll(() => controlPlane?.close());
  beforeEach(async () => {
    terraform = await createTerraform({
      env: { AIGATEWAY_BASE_URL: controlPlane.baseUrl, AIGATEWAY_API_KEY: controlPlane.apiKey },
    });
    await controlPlane.api("PATCH", "/gateway-config", {
      totalTimeout: "7s",
      maxInputTokens: 5,
      metadata: "m",
    });
  });
  afterEach(() => terraform?.remove());

  const remote = async () => (await controlPlane.api("GET", "/gateway-config")).body;

  test("is taken over by a create, which leaves nothing of what was set before", async () => {
    await terraform.configure(config('per_request_timeout = "5s"'));

    await succeeded(terraform.apply());

    expect(await remote()).toMatchObject({
      totalTimeout: "120s",
      perRequestTimeout: "5s",
      maxInputTokens: null,
      maxOutputTokens: null,
      metadata: null,
    });
  });

  test("a duration that another client wrote in another form is no change", async () => {
    await terraform.configure(config('total_timeout = "90s"'));
    await succeeded(terraform.apply());
    await controlPlane.api("PATCH", "/gateway-config", { totalTimeout: "1m30s" });

    expect((await terraform.plan()).changes).toEqual({});
  });

  test("is imported by the account's id or as the default, and not under the id of another account", async () => {
    await terraform.configure(config());
    const { accountId } = await remote();

    const other = await terraform.import(address, `${accountId.slice(0, -1)}-`);
    expect(other.output.replace(/\s+/g, " ")).toContain(`the API key is of the account "${accountId}"`);

    for (const id of [accountId, "default"]) {
      await succeeded(terraform.import(address, id));
      expect((await terraform.state())[address]?.values).toMatchObject({
        id: accountId,
        account_id: accountId,
        total_timeout: "7s",
        max_input_tokens: 5,
        metadata: "m",
      });
      await succeeded(terraform.run(["state", "rm", "-lock=false", address]));
    }
  });

  test.each([
    ['total_timeout = "soon"', '"soon" is not a duration in Go\'s syntax. Write'],
    ['per_request_timeout = "0s"', '"0s" is shorter than 1ms. Give at least that.'],
    ['total_timeout = "900000h"', '"900000h" is longer than 876600h'],
    ["max_input_tokens = 0", "0 is too small; give at least 1."],
    ["max_output_tokens = 1.5", "1.5 is not a whole number"],
    ["max_output_tokens = 9007199254740993", "at most 9007199254740991"],
  ])("%s is refused with a remedy, before anything is applied", async (attribute, remedy) => {
    await terraform.configure(config(attribute));

    const { exitCode, diagnostics } = await terraform.plan();

    expect(exitCode).toBe(1);
    expect(diagnostics).toMatchObject([{ detail: expect.stringContaining(remedy) }]);
  });
});
