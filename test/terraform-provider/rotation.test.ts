import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { createTerraform, describeWithTerraform, succeeded, type Terraform } from "../support/terraform.ts";
import { type FaultProxy, startFaultProxy } from "../support/terraform-fault-proxy.ts";

/** All four resources together, each referring to the one before. */
const stack = (release: string, provider: string) => `
  variable "upstream_key" {
    type      = string
    ephemeral = true
  }
  resource "aigateway_provider" "sim" {
    provider_id            = "${provider}"
    name                   = "Simulated"
    base_url               = "https://models.example.com/v1"
    models                 = [{ model_id = "m1" }]
    supported_api_surfaces = [{ format = "openai", surface = "chat-completions", supported_params = ["temperature"] }]
    lifecycle { create_before_destroy = true }
  }
  resource "aigateway_provider_key" "a" {
    provider_id      = aigateway_provider.sim.provider_id
    name             = "a"
    value_wo         = var.upstream_key
    value_wo_version = "1"
    lifecycle { create_before_destroy = true }
  }
  resource "aigateway_access_key_configuration" "prod" {
    name   = "prod"
    access = { providers = { allow = [aigateway_provider.sim.provider_id] }, models = { allow = ["${provider}:m1"] } }
    router = { rules = [{ provider = aigateway_provider.sim.provider_id, steps = [{ type = "user", provider_key_ids = [aigateway_provider_key.a.id] }] }] }
  }
  resource "aigateway_access_key" "web" {
    name                        = "web"
    access_key_configuration_id = aigateway_access_key_configuration.prod.id
    keepers                     = { release = "${release}" }
    lineage                     = "web"
    lifecycle { create_before_destroy = true }
  }
`;

describeWithTerraform("rotation", () => {
  let controlPlane: ControlPlane;
  let proxy: FaultProxy;
  let terraform: Terraform;

  beforeAll(async () => {
    controlPlane = await startControlPlane();
    proxy = await startFaultProxy(controlPlane.baseUrl);
    terraform = await createTerraform({
      env: {
        AIGATEWAY_BASE_URL: proxy.baseUrl,
        AIGATEWAY_API_KEY: controlPlane.apiKey,
        TF_VAR_upstream_key: "sk-upstream-0123456789",
      },
    });
    await terraform.configure(stack("42", "sim"));
    await succeeded(terraform.apply());
  });

  afterAll(async () => {
    await proxy?.close();
    await controlPlane?.close();
    await terraform?.remove();
  });

  const valuesOf = async (address: string) => (await terraform.state())[address]?.values ?? {};
  const writes = () =>
    proxy.passed
      .filter(({ method }) => method !== "GET")
      .map(({ method, path }) => `${method} /${path.split("/")[1]}`);

  test("a changed keeper makes the new key before the old one is deleted, and touches nothing else", async () => {
    const before = await valuesOf("aigateway_access_key.web");
    await terraform.configure(stack("43", "sim"));
    proxy.passed.length = 0;

    const run = await succeeded(terraform.apply());

    expect(run.changes).toEqual({ "aigateway_access_key.web": "replace" });
    expect(writes()).toEqual(["POST /access-keys", "DELETE /access-keys"]);
    const after = await valuesOf("aigateway_access_key.web");
    expect(after.token).toMatch(/^ng-/);
    expect([after.id, after.token]).not.toEqual([before.id, before.token]);
    expect(after.lineage).toBe("web");
    expect((await terraform.plan()).changes).toEqual({});
  });

  test("a rotation that fails at the delete keeps the new key, and the next apply completes it", async () => {
    const before = await valuesOf("aigateway_access_key.web");
    await terraform.configure(stack("44", "sim"));
    proxy.inject(({ method }) =>
      method === "DELETE" ? { kind: "refuse", status: 409, body: refusal("Not now.") } : undefined,
    );

    expect((await terraform.apply()).exitCode).toBe(1);

    const after = await valuesOf("aigateway_access_key.web");
    expect(after.id).not.toBe(before.id);
    expect(after.token).toMatch(/^ng-/);
    expect((await controlPlane.api("GET", `/access-keys/${before.id}`)).status).toBe(200);

    proxy.clear();
    await succeeded(terraform.apply());
    expect(await valuesOf("aigateway_access_key.web")).toMatchObject({ id: after.id, token: after.token });
    expect((await controlPlane.api("GET", `/access-keys/${before.id}`)).status).toBe(404);
  });

  test("another version of a write-only secret rotates it in place: same id, attached as before", async () => {
    const before = await valuesOf("aigateway_provider_key.a");
    await terraform.configure(stack("44", "sim").replace('value_wo_version = "1"', 'value_wo_version = "2"'));
    proxy.passed.length = 0;

    const run = await succeeded(terraform.apply({ TF_VAR_upstream_key: "sk-rotated-9876543210" }));

    expect(run.changes).toEqual({ "aigateway_provider_key.a": "update" });
    expect(writes()).toEqual(["POST /provider-keys"]);
    expect(await valuesOf("aigateway_provider_key.a")).toMatchObject({
      id: before.id,
      key_redacted: "sk-rotated***3210",
    });
  });

  test("a provider that others refer to is replaced in one apply, its keys and rules with it", async () => {
    await terraform.configure(stack("44", "sim2"));

    await succeeded(terraform.apply());

    expect((await terraform.plan()).changes).toEqual({});
    const { body } = await controlPlane.api("GET", "/providers");
    expect(body.aiGatewayProviders).toMatchObject([{ providerId: "sim2" }]);
  });

  test("the whole stack is destroyed in the order that the API allows", async () => {
    await succeeded(terraform.destroy());

    for (const path of ["/providers", "/provider-keys", "/access-key-configurations", "/access-keys"]) {
      const { body } = await controlPlane.api("GET", path);
      expect(Object.values(body).filter(Array.isArray)).toEqual([[]]);
    }
  });
});

function refusal(msg: string) {
  return { statusCode: 409, msg, details: {} };
}
