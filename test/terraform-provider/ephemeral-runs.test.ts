import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { describeWithTerraform } from "../support/terraform.ts";
import { TERRAFORM_IS_KILLED } from "./interruptions.ts";
import { HOUR, type RotatingKey, startRotatingKey } from "./rotating-key.ts";

const LOG = { TF_LOG: "trace", TF_LOG_PATH: "trace.log" };

/** A program of the run: this shell command, with the token of the run's key in $TOKEN. */
const program = (command: string) => `
  resource "terraform_data" "program" {
    provisioner "local-exec" {
      command     = ${JSON.stringify(command)}
      environment = { TOKEN = ephemeral.aigateway_access_key.run.token }
    }
  }
`;

describeWithTerraform("an ephemeral access key in a run", () => {
  let it: RotatingKey;
  /** Every token that the API gave away. */
  const tokens: string[] = [];

  beforeAll(async () => {
    it = await startRotatingKey();
  });
  beforeEach(() => {
    tokens.length = 0;
    it.proxy.passed.length = 0;
    it.proxy.inject(({ method, path }) => {
      if (method !== "POST" || path !== "/access-keys") return undefined;
      const change = (body: { token: string }) => {
        tokens.push(body.token);
        return body;
      };
      return { kind: "change", change };
    });
  });
  afterEach(async () => {
    for (const { id } of await keys()) await it.controlPlane.api("DELETE", `/access-keys/${id}`);
    const left = ["terraform.tfstate", "terraform.tfstate.backup", "trace.log", "started"];
    for (const file of left) await rm(join(it.terraform.folder, file), { force: true });
  });
  afterAll(() => it?.close());

  const keys = async (): Promise<{ id: string; expiresAt: string }[]> =>
    (await it.controlPlane.api("GET", "/access-keys")).body.aiGatewayAccessKeys;
  const read = (file: string) => readFile(join(it.terraform.folder, file), "latin1").catch(() => "");

  /** Starts an apply and waits for its program to run. */
  async function applyUntilItRuns() {
    await it.terraform.configure(
      `ephemeral "aigateway_access_key" "run" {}\n${program("touch started && exec sleep 60")}`,
    );
    const apply = it.terraform.start(["apply", "-json", "-auto-approve", "-lock=false"], it.now());
    while (!(await readdir(it.terraform.folder)).includes("started")) await delay(20);
    return apply;
  }

  test("serves provisioners and write-only attributes, is gone afterwards, and its token is nowhere", async () => {
    await it.terraform.configure(`
      ephemeral "aigateway_access_key" "run" { name = "run" }
      resource "aigateway_provider_key" "it" {
        provider_id      = "openai"
        name             = "it"
        value_wo         = ephemeral.aigateway_access_key.run.token
        value_wo_version = "1"
      }
      ${program(`curl -sf -o models.json -H "Authorization: Bearer $TOKEN" ${it.controlPlane.baseUrl}/v1/models`)}
    `);
    const runs = [
      await it.terraform.run(["plan", "-lock=false", "-out=saved.plan"], { ...LOG, ...it.now() }),
    ];
    runs.push(await it.terraform.run(["show", "-json", "saved.plan"]));
    runs.push(await it.terraform.run(["apply", "-lock=false", "saved.plan"], { ...LOG, ...it.now() }));
    expect(runs.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);

    expect(JSON.parse(await read("models.json")).object).toBe("list");
    expect(tokens).toHaveLength(2); // the plan's own, and the apply's
    const traces = [
      ...runs.map(({ output }) => output),
      await read("trace.log"),
      await it.terraform.stateFile(),
    ];
    for (const token of tokens) for (const trace of traces) expect(trace).not.toContain(token);
    expect(await keys()).toEqual([]);
    await it.run("destroy", "-lock=false", "-auto-approve");
  });

  test("that depends on what is not known yet is made by the apply, not by the plan", async () => {
    await it.terraform.configure(`
      resource "aigateway_access_key_configuration" "all" { name = "all" }
      ephemeral "aigateway_access_key" "run" {
        access_key_configuration_id = aigateway_access_key_configuration.all.id
      }
      ${program(`curl -sf -o models.json -H "Authorization: Bearer $TOKEN" ${it.controlPlane.baseUrl}/v1/models`)}
    `);

    await it.run("plan", "-lock=false", "-out=saved.plan");
    expect(tokens).toEqual([]);
    await it.run("apply", "-lock=false", "saved.plan");

    expect(JSON.parse(await read("models.json")).object).toBe("list");
    expect(tokens).toHaveLength(1);
    expect(await keys()).toEqual([]);
    await it.run("destroy", "-lock=false", "-auto-approve");
  });

  test("is gone after an apply that failed", async () => {
    await it.terraform.configure(`ephemeral "aigateway_access_key" "run" {}\n${program("exit 1")}`);

    expect(await it.terraform.apply(it.now())).toMatchObject({ exitCode: 1 });
    expect(tokens).toHaveLength(2); // the plan's own, and the apply's
    expect(await keys()).toEqual([]);
  });

  test("is gone after an apply that the user has interrupted", async () => {
    const apply = await applyUntilItRuns();
    process.kill(apply.pid, "SIGINT");

    expect(await apply.finished).toMatchObject({ exitCode: 1 });
    expect(await keys()).toEqual([]);
  });

  test("expires by itself when Terraform was killed", async () => {
    const apply = await applyUntilItRuns();
    TERRAFORM_IS_KILLED.strike(it, apply.pid);
    await apply.finished;
    const token = tokens.at(-1) ?? "";

    expect(await keys()).toMatchObject([{ expiresAt: expect.any(String) }]);
    expect(await it.accepts(token)).toBe(true);
    it.clock.advance(HOUR / 4);
    expect(await it.accepts(token)).toBe(false);
  });
});
