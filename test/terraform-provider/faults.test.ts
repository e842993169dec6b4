import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { createTerraform, describeWithTerraform, succeeded, type Terraform } from "../support/terraform.ts";
import { type FaultProxy, startFaultProxy } from "../support/terraform-fault-proxy.ts";

const key = 'resource "aigateway_access_key" "web" { name = "web" }';
const address = "aigateway_access_key.web";

describeWithTerraform("when the API fails", () => {
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
    proxy.clear();
  });

  afterEach(() => terraform?.remove());

  const remoteKeys = async () => (await controlPlane.api("GET", "/access-keys")).body.aiGatewayAccessKeys;

  test("an API that is down gives an error with its URL, and no state is lost", async () => {
    await terraform.configure(key);
    await succeeded(terraform.apply());
    const before = await terraform.stateFile();
    const down = { AIGATEWAY_BASE_URL: "http://127.0.0.1:9" };

    for (const run of [await terraform.plan(down), await terraform.apply(down)]) {
      expect(run.exitCode).toBe(1);
      expect(run.diagnostics).toMatchObject([
        { summary: "Could not read the access key", detail: expect.stringContaining("http://127.0.0.1:9") },
      ]);
      expect(run.diagnostics[0]?.detail).toContain("ECONNREFUSED");
    }
    expect(await terraform.stateFile()).toBe(before);
  });

  test("a wrong path in base_url is not taken for an object that is gone", async () => {
    await terraform.configure(key);
    await succeeded(terraform.apply());

    const run = await terraform.plan({ AIGATEWAY_BASE_URL: `${proxy.baseUrl}/v2` });

    expect(run.changes).toEqual({});
    expect(run.diagnostics).toMatchObject([{ severity: "error" }]);
  });

  test("a page of another server in the place of the API is an error that names base_url", async () => {
    proxy.inject(() => ({ kind: "refuse", status: 200, body: "<html>welcome</html>" }));
    await terraform.configure(key);

    const { diagnostics } = await terraform.apply();

    expect(diagnostics[0]?.detail).toContain("not JSON");
    expect(diagnostics[0]?.detail).toContain("base_url");
  });

  test("a create that fails half-way is kept as tainted, and the next apply replaces it", async () => {
    proxy.inject(({ method }) =>
      method === "POST" ? { kind: "change", change: ({ token, ...rest }) => rest } : undefined,
    );
    await terraform.configure(key);
    const known = (await remoteKeys()).length;

    const run = await terraform.apply();

    expect(run.diagnostics).toMatchObject([{ summary: "The access key has no token" }]);
    const half = (await terraform.state())[address];
    expect(half).toMatchObject({ tainted: true, values: { name: "web" } });
    expect(await remoteKeys()).toHaveLength(known + 1);

    proxy.clear();
    expect((await terraform.plan()).changes).toEqual({ [address]: "replace" });
    await succeeded(terraform.apply());
    expect((await terraform.state())[address]).toMatchObject({ tainted: false });
    expect(await remoteKeys()).toHaveLength(known + 1);
    expect((await controlPlane.api("GET", `/access-keys/${half?.values.id}`)).status).toBe(404);
  });

  test("a create whose answer was lost is repeated with the same Idempotency-Key, and makes one object", async () => {
    let lost = 0;
    proxy.inject(({ method }) => {
      if (method !== "POST") return undefined;
      lost++;
      if (lost === 1) return { kind: "cutAnswer" };
      return lost === 2 ? { kind: "refuse", status: 503 } : undefined;
    });
    await terraform.configure(key);
    proxy.passed.length = 0;
    const known = (await remoteKeys()).length;

    await succeeded(terraform.apply());

    const posts = proxy.passed.filter(({ method }) => method === "POST");
    expect(posts).toHaveLength(3);
    expect(new Set(posts.map(({ headers }) => headers["idempotency-key"])).size).toBe(1);
    expect(await remoteKeys()).toHaveLength(known + 1);
    const values = (await terraform.state())[address]?.values;
    expect(values?.token).toMatch(/^ng-/);
    expect((await remoteKeys())[0].id).toBe(values?.id);
  });

  test("two creates never share an Idempotency-Key", async () => {
    await terraform.configure('resource "aigateway_access_key" "web" {\n  count = 3\n}');
    proxy.passed.length = 0;

    await succeeded(terraform.apply());

    const posts = proxy.passed.filter(({ method }) => method === "POST");
    expect(new Set(posts.map(({ headers }) => headers["idempotency-key"])).size).toBe(3);
  });

  test("a create without an answer says that the object may exist, and is not repeated on a server that knows no Idempotency-Key", async () => {
    proxy.inject(({ method, path }) => {
      if (path === "/openapi.json")
        return { kind: "refuse", status: 404, body: refusal(404, "No such page.") };
      return method === "POST" ? { kind: "cutAnswer" } : undefined;
    });
    await terraform.configure(key);
    proxy.passed.length = 0;

    const run = await terraform.apply();

    expect(run.diagnostics[0]?.detail).toContain("may have been carried out");
    expect(proxy.passed.filter(({ method }) => method === "POST")).toHaveLength(1);
    expect(await terraform.state()).toEqual({});
  });

  test("an update that fails after the rotation keeps what was rotated", async () => {
    const config = (value: string, description: string) => `
      resource "aigateway_provider_key" "it" {
        provider_id = "openai"
        name        = "it"
        value       = "${value}"
        description = "${description}"
      }
    `;
    await terraform.configure(config("sk-original-0123456789", "before"));
    await succeeded(terraform.apply());
    proxy.inject(({ method }) =>
      method === "PATCH" ? { kind: "refuse", status: 409, body: refusal(409, "Not now.") } : undefined,
    );
    await terraform.configure(config("sk-changed-9876543210", "after"));

    expect((await terraform.apply()).exitCode).toBe(1);

    expect((await terraform.state())["aigateway_provider_key.it"]?.values).toMatchObject({
      value: "sk-changed-9876543210",
      key_redacted: "sk-changed***3210",
      description: "before",
    });
    proxy.clear();
    proxy.passed.length = 0;
    await succeeded(terraform.apply());
    expect(proxy.passed.filter(({ path }) => path.endsWith("/rotate"))).toEqual([]);
  });

  test("reads and deletes get through a few transient failures", async () => {
    await terraform.configure(key);
    await succeeded(terraform.apply());
    let failures = 0;
    proxy.inject(({ method }) => {
      if (method === "POST" || failures++ % 2 === 1) return undefined;
      return failures % 4 === 1 ? { kind: "cut" } : { kind: "refuse", status: 503 };
    });

    await succeeded(terraform.destroy());

    expect(failures).toBeGreaterThan(2);
  });

  test("what the API finds wrong is shown at its attribute, with the request's id", async () => {
    await terraform.configure(`
      resource "aigateway_access_key_configuration" "it" {
        name   = "it"
        router = { rules = [for each in [1, 2] : { provider = "openai", steps = [{ type = "ngrok" }] }] }
      }
    `);

    const run = await terraform.apply();

    expect(run.diagnostics).toMatchObject([
      {
        summary: "Could not create the access key configuration",
        detail: expect.stringMatching(
          /^router\.rules\[1\]\.provider: There is a rule for this[\s\S]*answered 422 \(request \w+\)/,
        ),
        snippet: { code: expect.stringContaining("router =") },
      },
    ]);
  });

  test("a wrong API key is named as the reason", async () => {
    await terraform.configure(key);

    const run = await terraform.apply({ AIGATEWAY_API_KEY: "wrong-api-key-0123456789" });

    expect(run.diagnostics[0]?.detail).toContain("AIGATEWAY_API_KEY");
    expect(run.output).not.toContain("wrong-api-key-0123456789");
  });
});

function refusal(statusCode: number, msg: string) {
  return { statusCode, msg, details: {} };
}
