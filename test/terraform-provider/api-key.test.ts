import { apiOf } from "../support/accounts.ts";
import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { createTerraform, describeWithTerraform, succeeded, type Terraform } from "../support/terraform.ts";
import { type FaultProxy, startFaultProxy } from "../support/terraform-fault-proxy.ts";

const address = "aigateway_api_key.it";
const config = `resource "aigateway_api_key" "it" {
  name = "it"
  lifecycle { create_before_destroy = true }
}`;

describeWithTerraform("an API key", () => {
  let controlPlane: ControlPlane;
  let proxy: FaultProxy;
  let terraform: Terraform;

  beforeAll(async () => {
    controlPlane = await startControlPlane();
    proxy = await startFaultProxy(controlPlane.baseUrl);
  });
  afterAll(async () => {
    await proxy?.close();
    await controlPlane?.close();
  });
  beforeEach(async () => {
    terraform = await createTerraform({
      env: { AIGATEWAY_BASE_URL: proxy.baseUrl, AIGATEWAY_API_KEY: controlPlane.apiKey },
    });
    await terraform.configure(config);
    proxy.clear();
  });
  afterEach(() => terraform?.remove());

  const token = async () => (await terraform.state())[address]?.values.token;
  const accepted = async (apiKey: string) =>
    (await apiOf(controlPlane, apiKey)("GET", "/access-keys")).status === 200;

  test("opens the management API with its token until it is replaced", async () => {
    await succeeded(terraform.apply());
    const before = await token();
    expect(await accepted(before)).toBe(true);

    await succeeded(terraform.run(["apply", "-json", "-auto-approve", "-lock=false", `-replace=${address}`]));

    const after = await token();
    expect([await accepted(before), await accepted(after)]).toEqual([false, true]);
    await succeeded(terraform.destroy());
    expect(await accepted(after)).toBe(false);
  });

  test("keeps its token in the state through refreshes and updates", async () => {
    await succeeded(terraform.apply());
    const before = await token();
    await terraform.configure(config.replace('"it"\n', '"renamed"\n'));

    await succeeded(terraform.apply());

    expect((await terraform.state())[address]?.values).toMatchObject({ name: "renamed", token: before });
    await succeeded(terraform.destroy());
  });

  test("whose token got lost is kept as tainted, and replaced by the next apply", async () => {
    proxy.inject(({ method }) =>
      method === "POST" ? { kind: "change", change: ({ token, ...rest }) => rest } : undefined,
    );

    expect((await terraform.apply()).diagnostics).toMatchObject([{ summary: "The API key has no token" }]);
    expect((await terraform.state())[address]).toMatchObject({ tainted: true, values: { name: "it" } });

    proxy.clear();
    await succeeded(terraform.apply());
    expect(await accepted(await token())).toBe(true);
  });
});
