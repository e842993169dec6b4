import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { createTerraform, describeWithTerraform, succeeded, type Terraform } from "../support/terraform.ts";
import { attachedIn } from "./remote-object.ts";

const KEYS = 20;
const TEAMS = 4;

describeWithTerraform("many attachments on one configuration at once", () => {
  let controlPlane: ControlPlane;
  let teams: Terraform[];
  let keys: string[];
  let configuration: string;

  beforeAll(async () => {
    controlPlane = await startControlPlane();
    const create = async (path: string, body: object) => (await controlPlane.api("POST", path, body)).body.id;
    await create("/providers", { providerId: "sim", name: "sim", baseUrl: "https://models.example.com" });
    keys = [];
    for (let index = 0; index < KEYS; index++) {
      keys.push(
        await create("/provider-keys", { providerId: "sim", name: `${index}`, value: `sk-${index}-secret` }),
      );
    }
    const env = { AIGATEWAY_BASE_URL: controlPlane.baseUrl, AIGATEWAY_API_KEY: controlPlane.apiKey };
    teams = await Promise.all(Array.from({ length: TEAMS }, () => createTerraform({ env })));
  });
  afterAll(async () => {
    await Promise.all(teams?.map((team) => team.remove()) ?? []);
    await controlPlane?.close();
  });
  beforeEach(async () => {
    const shared = { name: "shared", metadata: '{"owner":"platform"}' };
    configuration = (await controlPlane.api("POST", "/access-key-configurations", shared)).body.id;
  });

  const remote = async () =>
    (await controlPlane.api("GET", `/access-key-configurations/${configuration}`)).body;
  const attachments = (indexes: number[], priorityOf: (index: number) => number) =>
    indexes
      .map(
        (index) => `resource "aigateway_provider_key_attachment" "k${index}" {
          access_key_configuration_id = "${configuration}"
          provider_id                 = "sim"
          provider_key_id             = "${keys[index]}"
          priority                    = ${priorityOf(index)}
        }`,
      )
      .join("\n");
  /** Each team has every fourth key, so that those of all teams lie between each other. */
  const keysOf = (team: number) => keys.flatMap((_, index) => (index % TEAMS === team ? [index] : []));
  const everyTeam = (run: (terraform: Terraform, team: number) => Promise<unknown>) =>
    Promise.all(teams.map(run));

  test("from several Terraform runs none is lost, coming, changing and going", async () => {
    await everyTeam((terraform, team) => terraform.configure(attachments(keysOf(team), (index) => index)));
    await everyTeam((terraform) => succeeded(terraform.apply()));
    expect(attachedIn(await remote(), "sim")).toEqual(keys);
    for (const terraform of teams) expect((await terraform.plan()).changes).toEqual({});

    // Two teams leave, while the two others turn their order around and the owner changes something else.
    const rename = async (round: number) => {
      const body = { description: `round ${round}` };
      expect(
        (await controlPlane.api("PATCH", `/access-key-configurations/${configuration}`, body)).status,
      ).toBe(200);
    };
    await everyTeam(async (terraform, team) => {
      if (team < 2) return succeeded(terraform.destroy());
      await terraform.configure(attachments(keysOf(team), (index) => KEYS - index));
      await rename(team);
      return succeeded(terraform.apply());
    });
    const staying = [...keysOf(2), ...keysOf(3)].sort((a, b) => b - a);
    expect(attachedIn(await remote(), "sim")).toEqual(staying.map((index) => keys[index]));
    for (const terraform of teams.slice(2)) expect((await terraform.plan()).changes).toEqual({});

    await Promise.all(teams.slice(2).map((terraform) => succeeded(terraform.destroy())));
    expect(await remote()).toMatchObject({ metadata: '{"owner":"platform"}' });
    expect((await remote()).router).toBeUndefined();
  }, 180_000);

  test("from one run with much parallelism none is lost", async () => {
    const [terraform] = teams as [Terraform];
    await terraform.configure(
      attachments(
        keys.map((_, index) => index),
        (index) => index,
      ),
    );

    await succeeded(terraform.run(["apply", "-json", "-auto-approve", "-lock=false", "-parallelism=20"]));

    expect(attachedIn(await remote(), "sim")).toEqual(keys);
    await succeeded(terraform.run(["destroy", "-json", "-auto-approve", "-lock=false", "-parallelism=20"]));
    expect(attachedIn(await remote(), "sim")).toEqual([]);
  }, 120_000);
});
