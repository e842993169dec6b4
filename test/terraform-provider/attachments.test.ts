import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { createTerraform, describeWithTerraform, succeeded, type Terraform } from "../support/terraform.ts";
import { type FaultProxy, startFaultProxy } from "../support/terraform-fault-proxy.ts";
import { attachedIn } from "./remote-object.ts";

const TYPE = "aigateway_provider_key_attachment";
/** What the owner of a configuration has declared of it. */
const SHARED = {
  name: "shared",
  access: { providers: { allow: ["sim"] } },
  metadata: '{"owner": "platform"}',
};

describeWithTerraform("a provider key that another team attaches", () => {
  let controlPlane: ControlPlane;
  let proxy: FaultProxy;
  let owner: Terraform;
  let team: Terraform;
  let configuration: string;
  let provider: string;
  let keys: string[];

  const create = async (path: string, body: object) => {
    const answer = await controlPlane.api("POST", path, body);
    expect(answer.status).toBe(201);
    return answer.body;
  };

  beforeAll(async () => {
    controlPlane = await startControlPlane();
    proxy = await startFaultProxy(controlPlane.baseUrl);
    const env = { AIGATEWAY_BASE_URL: controlPlane.baseUrl, AIGATEWAY_API_KEY: controlPlane.apiKey };
    [owner, team] = await Promise.all([createTerraform({ env }), createTerraform({ env })]);
    const custom = { providerId: "sim", name: "sim", baseUrl: "https://models.example.com" };
    provider = (await create("/providers", custom)).id;
    keys = [];
    for (const name of ["a", "b", "c"]) {
      const key = { providerId: "sim", name, value: `sk-${name}-0123456789` };
      keys.push((await create("/provider-keys", key)).id);
    }
  });
  /** Each test has a configuration of its own, and a team that has deployed nothing. */
  beforeEach(async () => {
    configuration = (await create("/access-key-configurations", SHARED)).id;
    await rm(join(team.folder, "terraform.tfstate"), { force: true });
  });
  afterEach(() => proxy.clear());
  afterAll(async () => {
    await owner?.remove();
    await team?.remove();
    await proxy?.close();
    await controlPlane?.close();
  });

  const shared = (name: string, metadata = '{"owner": "platform"}') =>
    `resource "aigateway_access_key_configuration" "shared" {
      name     = "${name}"
      access   = { providers = { allow = ["sim"] } }
      metadata = ${JSON.stringify(metadata)}
    }`;
  const attachment = (name: string, key: string | undefined, more = "") =>
    `resource "${TYPE}" "${name}" {
      access_key_configuration_id = "${configuration}"
      provider_id                 = "sim"
      provider_key_id             = "${key}"
      ${more}
    }`;
  const remote = async () =>
    (await controlPlane.api("GET", `/access-key-configurations/${configuration}`)).body;
  const patch = async (body: object) =>
    expect(
      (await controlPlane.api("PATCH", `/access-key-configurations/${configuration}`, body)).status,
    ).toBe(200);

  test("is tried by the gateway in the order of the priorities, and with the last one the defaults are back", async () => {
    const { id } = await create("/access-keys", { accessKeyConfigurationId: configuration });
    const tried = async () => {
      const request = { model: "sim:m1", messages: [{ role: "user", content: "x" }] };
      const { body } = await controlPlane.api("POST", `/access-keys/${id}/explain`, request);
      return body.candidates.map((each: { providerKeyId: string }) => each.providerKeyId);
    };
    expect(await tried()).toEqual(keys);
    await team.configure(
      [attachment("a", keys[0], "priority = 20"), attachment("c", keys[2], "priority = 10")].join("\n"),
    );

    await succeeded(team.apply());
    expect(await tried()).toEqual([keys[2], keys[0]]);

    await succeeded(team.destroy());
    expect(await tried()).toEqual(keys);
  });

  test("is left alone, with its priority, by the owner's code without a router, which plans no change", async () => {
    await owner.configure(shared("shared"));
    await succeeded(owner.apply());
    configuration = (await owner.state())["aigateway_access_key_configuration.shared"]?.values.id;
    await team.configure(attachment("a", keys[0], "priority = 10"));
    await succeeded(team.apply());

    expect((await owner.plan()).changes).toEqual({});
    await owner.configure(shared("renamed", "no JSON at all"));
    await succeeded(owner.apply());
    expect((await owner.plan()).changes).toEqual({});

    expect(await remote()).toMatchObject({
      name: "renamed",
      metadata: expect.stringMatching(/^no JSON at all\n/),
    });
    expect(attachedIn(await remote(), "sim")).toEqual([keys[0]]);
    expect((await team.plan()).changes).toEqual({});
    await succeeded(team.destroy());
    expect((await remote()).metadata).toBe("no JSON at all");
  });

  test("is put back in its place when somebody has changed the order", async () => {
    await team.configure(
      [attachment("a", keys[0], "priority = 10"), attachment("b", keys[1], "priority = 20")].join("\n"),
    );
    await succeeded(team.apply());
    const turned = [keys[2], keys[1], keys[0]].map((id) => ({ id }));
    await patch({ router: { rules: [{ provider: "sim", steps: [{ type: "user", keys: turned }] }] } });

    expect((await team.plan()).changes).toEqual({ [`${TYPE}.a`]: "update", [`${TYPE}.b`]: "update" });
    await succeeded(team.apply());

    expect(attachedIn(await remote(), "sim")).toEqual([keys[2], keys[0], keys[1]]);
    expect((await team.plan()).changes).toEqual({});
  });

  test("goes into the rule that is there, also where that names the provider by its id", async () => {
    const step = { type: "user", keys: [{ id: keys[0] }] };
    await patch({ router: { rules: [{ provider, steps: [step] }] } });
    await team.configure(attachment("b", keys[1]));

    await succeeded(team.apply());

    expect((await remote()).router.rules).toHaveLength(1);
    expect(attachedIn(await remote(), provider)).toEqual([keys[0], keys[1]]);
    expect((await team.plan()).changes).toEqual({});
    await succeeded(team.destroy());
    expect(attachedIn(await remote(), provider)).toEqual([keys[0]]);
  });

  test("is replaced with create_before_destroy without a moment in which none is attached", async () => {
    const env = { AIGATEWAY_BASE_URL: proxy.baseUrl };
    const gapless = "lifecycle { create_before_destroy = true }";
    await team.configure(attachment("it", keys[0], gapless));
    await succeeded(team.apply(env));
    proxy.passed.length = 0;
    await team.configure(attachment("it", keys[1], gapless));

    await succeeded(team.apply(env));

    const written = proxy.passed
      .filter(({ method }) => method === "PATCH")
      .map(({ body }) => JSON.parse(body));
    expect(written.map((body) => attachedIn(body, "sim"))).toEqual([[keys[0], keys[1]], [keys[1]]]);
  });

  test("stays attached when it is replaced by itself, or moves to another address", async () => {
    const gapless = "lifecycle { create_before_destroy = true }";
    await team.configure(attachment("it", keys[0], gapless));
    await succeeded(team.apply());

    const replaced = ["apply", "-json", "-auto-approve", "-lock=false", `-replace=${TYPE}.it`];
    await succeeded(team.run(replaced));
    expect(attachedIn(await remote(), "sim")).toEqual([keys[0]]);

    await team.configure(attachment("moved", keys[0], gapless));
    await succeeded(team.apply());
    expect(attachedIn(await remote(), "sim")).toEqual([keys[0]]);
    expect((await team.plan()).changes).toEqual({});
  });

  test("is attached once when the answer to the attaching was lost", async () => {
    let lost = 0;
    proxy.inject(({ method }) => (method === "PATCH" && lost++ === 0 ? { kind: "cutAnswer" } : undefined));
    await team.configure(attachment("a", keys[0], "priority = 10"));

    await succeeded(team.apply({ AIGATEWAY_BASE_URL: proxy.baseUrl }));

    expect(lost).toBeGreaterThan(0);
    expect(attachedIn(await remote(), "sim")).toEqual([keys[0]]);
    expect((await team.plan()).changes).toEqual({});
  });

  test("that can't be attached gives an error that says why", async () => {
    const other = await create("/provider-keys", {
      providerId: "openai",
      name: "o",
      value: "sk-openai-01234",
    });
    await team.configure(attachment("it", other.id));
    const foreign = (await team.apply()).diagnostics;
    expect(foreign).toMatchObject([{ summary: "Provider key of another provider" }]);
    expect(foreign[0]?.detail).toMatch(new RegExp(`${other.id}.* is of the provider "openai"`));

    await team.configure(attachment("it", keys[0]).replace(configuration, "aigac_none"));
    expect((await team.apply()).diagnostics[0]?.detail).toContain("aigac_none");

    await patch({ metadata: "m".repeat(4090) });
    await team.configure(attachment("it", keys[0], "priority = 1"));
    expect((await team.apply()).diagnostics).toMatchObject([
      {
        detail: expect.stringContaining("at most 4096"),
        snippet: { code: expect.stringContaining("priority") },
      },
    ]);
    expect(await team.state()).toEqual({});
  });

  test.each([
    [
      'access_key_configuration_id = "shared"',
      "Refer to it as aigateway_access_key_configuration.<name>.id.",
    ],
    ['provider_key_id = "aigk_1"', "Refer to it as aigateway_provider_key.<name>.id."],
    ['provider_id = "aigp_1"', "Refer to a custom provider by its provider_id"],
    ["priority = -1", "-1 is too small; give at least 0."],
    ["priority = 1000000", "at most 999999"],
    ["priority = 0.5", "0.5 is not a whole number"],
  ])("with %s is refused before anything is applied", async (attribute, remedy) => {
    const [name = ""] = attribute.split(" ");
    const line = new RegExp(`^\\s*${name}\\s*=.*$`, "m");
    await team.configure(attachment("it", keys[0], "priority = 1").replace(line, attribute));

    const { exitCode, diagnostics } = await team.plan();

    expect(exitCode).toBe(1);
    expect(diagnostics).toMatchObject([{ detail: expect.stringContaining(remedy) }]);
  });

  test("is imported only by what it links, and only where it is attached", async () => {
    await team.configure(attachment("it", keys[0]));
    const said = async (id: string) => (await team.import(`${TYPE}.it`, id)).output.replace(/\s+/g, " ");

    expect(await said(`${configuration}/${keys[0]}`)).toContain(
      "access_key_configuration_id/provider_id/provider_key_id",
    );
    expect(await said(`${configuration}/sim/${keys[0]}`)).toContain(
      "Cannot import non-existent remote object",
    );
  });
});
