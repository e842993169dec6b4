import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { createTerraform, describeWithTerraform, succeeded, type Terraform } from "../support/terraform.ts";

describeWithTerraform("what others changed behind Terraform's back", () => {
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
  });
  afterEach(() => terraform?.remove());

  const firstOf = async (collection: string) => {
    const { body } = await controlPlane.api("GET", `/${collection}?limit=1`);
    return Object.values(body as Record<string, { id: string; keyRedacted: string }[]>)[0]?.[0];
  };

  test.each([
    ["value", 'value = "sk-code-0123456789"'],
    ["value_wo", 'value_wo = "sk-code-0123456789"\n value_wo_version = "1"'],
  ])("a provider key that was rotated elsewhere gets the code's %s back", async (_, secret) => {
    await terraform.configure(`resource "aigateway_provider_key" "it" {
      provider_id = "openai"
      name        = "it"
      ${secret}
    }`);
    await succeeded(terraform.apply());
    const key = await firstOf("provider-keys");
    const rotation = { name: "it", value: "sk-elsewhere-9876543210" };
    await controlPlane.api("POST", `/provider-keys/${key?.id}/rotate`, rotation);

    expect((await terraform.plan()).changes).toEqual({ "aigateway_provider_key.it": "update" });
    await succeeded(terraform.apply());

    expect((await firstOf("provider-keys"))?.keyRedacted).toBe(key?.keyRedacted);
    expect((await terraform.plan()).changes).toEqual({});
    await succeeded(terraform.destroy());
  });

  test("the routing of an imported configuration is left alone by code that has none", async () => {
    const rules = [{ provider: "openai", steps: [{ type: "ngrok" }] }];
    const shared = { name: "shared", router: { rules } };
    const { body } = await controlPlane.api("POST", "/access-key-configurations", shared);
    const { id } = body as { id: string };
    await terraform.configure('resource "aigateway_access_key_configuration" "it" { name = "shared" }');
    await succeeded(terraform.import("aigateway_access_key_configuration.it", id));

    await succeeded(terraform.apply());

    expect((await terraform.plan()).changes).toEqual({});
    const after = await controlPlane.api("GET", `/access-key-configurations/${id}`);
    expect(after.body).toMatchObject({ router: { rules } });
  });
});
