import { describeWithTerraform } from "../support/terraform.ts";
import type { Fault } from "../support/terraform-fault-proxy.ts";
import { ADDRESS, HOUR, type RotatingKey, startRotatingKey } from "./rotating-key.ts";

const createBeforeDestroy = "lifecycle { create_before_destroy = true }";
const attributes = (release: string) =>
  `keepers = { release = "${release}" }\noverlap = "24h"\n${createBeforeDestroy}`;

describeWithTerraform("an overlap that the API can't give", () => {
  let it: RotatingKey;

  beforeAll(async () => {
    it = await startRotatingKey();
  });
  afterAll(() => it?.close());
  afterEach(() => it.proxy.clear());

  /** A key that the next apply replaces. */
  async function givenOutdated() {
    await it.configure(attributes("1"));
    await it.apply(`-replace=${ADDRESS}`);
    const old = await it.key();
    await it.configure(attributes("2"));
    return old;
  }

  const unknownField = { statusCode: 422, msg: "Invalid request.", details: { expiresIn: "unknown field" } };
  test.each<[string, Fault]>([
    ["refuses expiresIn", { kind: "refuse", status: 422, body: unknownField }],
    ["passes over expiresIn", { kind: "change", change: ({ expiresAt, ...key }) => key }],
  ])("with a server that %s the key is deleted, and a warning says so", async (_, fault) => {
    const old = await givenOutdated();
    it.proxy.inject(({ method }) => (method === "PATCH" ? fault : undefined));

    const run = await it.apply();

    expect(run.diagnostics).toMatchObject([
      { severity: "warning", summary: "The access key was deleted at once" },
    ]);
    expect(run.diagnostics[0]?.detail).toContain(`"24h"`);
    expect(run.diagnostics[0]?.detail).toContain(old.id);
    expect(await it.remote(old.id)).toBeUndefined();
    expect(await it.planned()).toBeUndefined();
  });

  test("a refusal that is not about expiresIn deletes nothing, and the next apply completes the destroy", async () => {
    const old = await givenOutdated();
    const body = { statusCode: 403, msg: "This API key may only read.", details: {} };
    it.proxy.inject(({ method }) => (method === "PATCH" ? { kind: "refuse", status: 403, body } : undefined));

    const run = await it.terraform.run(["apply", "-json", "-auto-approve", "-lock=false"], it.now());

    expect(run.diagnostics).toMatchObject([
      { severity: "error", summary: "Could not let the access key expire" },
    ]);
    expect(await it.accepts(old.token)).toBe(true);
    it.proxy.clear();
    await it.apply();
    expect(await it.remote(old.id)).toMatchObject({
      expiresAt: new Date(it.clock.now() + 24 * HOUR).toISOString(),
    });
  });

  test("the configuration of a key that is left to expire can't be deleted; with 0s applied first both are", async () => {
    const both = (overlap: string) => `
      resource "aigateway_access_key_configuration" "web" { name = "web" }
      resource "aigateway_access_key" "web" {
        access_key_configuration_id = aigateway_access_key_configuration.web.id
        overlap                     = "${overlap}"
      }
    `;
    await it.terraform.configure(both("24h"));
    await it.apply();
    const { id } = await it.key();

    const { exitCode, diagnostics } = await it.terraform.run(
      ["destroy", "-json", "-auto-approve", "-lock=false"],
      it.now(),
    );

    expect(exitCode).toBe(1);
    expect(diagnostics[0]?.detail).toContain(id);
    await it.controlPlane.api("DELETE", `/access-keys/${id}`);

    await it.apply();
    await it.terraform.configure(both("0s"));
    await it.apply();
    await it.run("destroy", "-auto-approve", "-no-color", "-lock=false");
    expect(await it.terraform.state()).toEqual({});
  });
});
