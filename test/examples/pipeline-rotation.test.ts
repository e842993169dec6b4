import { mkdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { childrenOf } from "../support/child-processes.ts";
import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { startPostgres, type TestDatabase } from "../support/databases.ts";
import { killTerraform } from "../support/kill-terraform.ts";
import { createMovingClock, type MovingClock } from "../support/moving-clock.ts";
import {
  checkOutPipelineExample,
  type PipelineExample,
  type PipelineRun,
  said,
} from "../support/pipeline-example.ts";
import { describeWithTerraform } from "../support/terraform.ts";
import { type FaultProxy, startFaultProxy } from "../support/terraform-fault-proxy.ts";

const DAY = 24 * 3_600_000;
const KEYS = {
  web: { every: "720h", overlap: "24h" },
  batch: { release: "1" },
  mobile: { generation: 1 },
};
/** What they are in the second half. */
const NOW = { ...KEYS, mobile: { generation: 2 } };

describeWithTerraform("the example of a pipeline", () => {
  let clock: MovingClock;
  let database: TestDatabase;
  let controlPlane: ControlPlane;
  let proxy: FaultProxy;
  let ci: PipelineExample;
  let first: Record<"web" | "batch" | "mobile", string>;

  beforeAll(async () => {
    clock = createMovingClock("2030-01-01T00:00:00Z");
    [database, controlPlane] = await Promise.all([startPostgres(), startControlPlane({ clock })]);
    proxy = await startFaultProxy(controlPlane.baseUrl);
    ci = await checkOutPipelineExample({
      AIGATEWAY_BASE_URL: proxy.baseUrl,
      AIGATEWAY_API_KEY: controlPlane.apiKey,
      PG_CONN_STR: `${database.url}?sslmode=disable`,
    });
    await ci.commit(KEYS);
  });
  afterEach(() => proxy.clear());
  afterAll(async () => {
    await ci?.remove();
    await proxy?.close();
    await controlPlane?.close();
    await database?.close();
  });

  const now = () => ({ AIGATEWAY_TEST_NOW: new Date(clock.now()).toISOString() });

  /** Runs the script, and holds all that it printed and wrote for people to hold no secret. */
  async function run(...command: string[]): Promise<PipelineRun> {
    return withoutSecrets(await ci.run(command, now()));
  }

  function withoutSecrets({ code, output }: PipelineRun): PipelineRun {
    const secrets = [controlPlane.apiKey, "postgres:test@"];
    expect(secrets.filter((each) => output.includes(each))).toEqual([]);
    expect(output).not.toMatch(/ng-\w+-[ag]1-\w+/);
    return { code, output };
  }

  const statusOf = async (token: string) => {
    const headers = { authorization: `Bearer ${token}` };
    return (await fetch(`${controlPlane.baseUrl}/v1/models`, { headers })).status;
  };
  const tokens = async () => ({
    web: await ci.token("web"),
    batch: await ci.token("batch"),
    mobile: await ci.token("mobile"),
  });
  interface Remote {
    id: string;
    lineage: string;
    expiresAt?: string;
  }
  const remote = async (lineage: string): Promise<Remote[]> =>
    (await controlPlane.api("GET", "/access-keys")).body.aiGatewayAccessKeys.filter(
      (key: Remote) => key.lineage === lineage,
    );

  test("a plan says what would be made and ends with 2; exactly that is deployed, and only once", async () => {
    const planned = await run("plan", "--summary", "summary.md", "--out", "plan.bin");
    expect(planned.code).toBe(2);
    const summary = await ci.file("summary.md");
    for (const key of ["web", "batch"]) expect(summary).toContain(`| ${key} | is made | new |  |`);
    expect(summary).toContain("| mobile | is made | generation 1 |  |");
    expect(planned.output).toContain(summary);
    expect((await stat(join(ci.folder, "plan.bin"))).mode & 0o777).toBe(0o600); // it holds the state's tokens
    for (const file of ["cdk.tf.json", ".terraform/terraform.tfstate"]) {
      expect(await ci.file(`cdktf.out/stacks/gateway-keys/${file}`)).not.toContain("postgres:");
    }
    await ci.commit({ ...KEYS, batch: { release: "not reviewed" } });

    expect(await run("deploy", "plan.bin")).toMatchObject({ code: 0 });
    first = await tokens();
    for (const token of Object.values(first)) expect(await statusOf(token)).toBe(200);
    const again = await run("deploy", "plan.bin");
    expect(again).toMatchObject({ code: 3, output: expect.stringContaining("plan and review again") });
  });

  test("a plan gives the reason and the old key's end; what differs from what was reviewed is not deployed", async () => {
    clock.advance(31 * DAY);
    const [old, before] = [await tokens(), await remote("web")];
    const release = { ...KEYS, batch: { release: "2" } };
    await ci.commit(release);
    await run("plan", "--fingerprint", "plan.env");
    await ci.commit({ ...release, mobile: { generation: 2 } });
    const reviewed = (await ci.file("plan.env")).trim().replace("REVIEWED_PLAN=", "");
    expect(reviewed).toMatch(/^\w{32}$/);

    const refused = await run("deploy", "--reviewed", reviewed, "--summary", "summary.md");
    expect(refused).toMatchObject({ code: 3, output: expect.stringContaining("not what was reviewed") });
    const summary = await ci.file("summary.md");
    expect(summary).toContain(
      `| web | rotates | older than 720h | \`${before[0]?.id}\` is valid for 24h more |`,
    );
    expect(summary).toMatch(/\| batch \| rotates \| release changed \| `aigk_\w+` is refused at once \|/);
    expect(summary).toContain("| mobile | is made | generation 2 |  |");
    expect(await tokens()).toEqual(old);

    await ci.commit(release);
    expect(await run("deploy", "--reviewed", reviewed)).toMatchObject({ code: 0 });
    const { web, batch, mobile } = await tokens();
    expect(await Promise.all([old.web, web, old.batch, batch].map(statusOf))).toEqual([200, 200, 401, 200]);
    expect(mobile).toBe(old.mobile);
  });

  test("of two deployments at once the second says who holds the lock, or waits and finds it all done", async () => {
    await ci.commit({ ...KEYS, batch: { release: "3" } });
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const atCreate = new Promise<void>((resolve) => {
      proxy.inject(({ method }) => {
        if (method !== "POST") return undefined;
        resolve();
        return { kind: "hold", until: () => held };
      });
    });
    const earlier = ci.start(["deploy"], { ...now(), GITHUB_RUN_ID: "17", GITHUB_REPOSITORY: "shop/keys" });
    await atCreate;

    const second = ci.start(["deploy"], now());
    const waits = said(second.process, "Waiting for GitHub run 17");
    const [hurried] = await Promise.all([run("deploy", "--lock-timeout", "0s"), waits]).finally(release);
    expect(hurried.code).toBe(4);
    expect(hurried.output).toContain(
      "The state is locked by GitHub run 17 of shop/keys, from 127.0.0.1 since ",
    );
    const [one, two] = await Promise.all([earlier.finished, second.finished]);
    expect([one.code, two.code]).toEqual([0, 0]);
    withoutSecrets(one);
    expect(withoutSecrets(two).output).toContain("No changes.");
    expect(await remote("batch")).toHaveLength(1);
    expect(await statusOf(await ci.token("batch"))).toBe(200);
  });

  test("a run that is killed once the new token is out locks nobody out, and the next one leaves no key behind", async () => {
    const old = await tokens();
    clock.advance(31 * DAY);
    const before = await remote("web");
    await ci.commit({ ...KEYS, batch: { release: "3" }, mobile: { generation: 2 } });
    const died = ci.start(["deploy"], now());
    proxy.inject(({ method }) =>
      method === "PATCH"
        ? {
            kind: "interrupt",
            when: "carried out",
            by: () => childrenOf(died.process.pid ?? 0).forEach(killTerraform),
          }
        : undefined,
    );
    expect(withoutSecrets(await died.finished)).toMatchObject({
      code: 1,
      output: expect.stringContaining("Run the same again"),
    });
    proxy.clear();
    // The dead run's key is out, and in no state: PostgreSQL is told of what was made at the end of a run.
    const delivered = await ci.token("web");
    expect([delivered === old.web, await statusOf(delivered), await statusOf(old.web)]).toEqual([
      false,
      200,
      200,
    ]);
    const stepped = await ci.token("mobile");
    const stray = (await remote("web")).find(
      ({ id, expiresAt }) => !expiresAt && !before.some((each) => each.id === id),
    );

    const next = await run("deploy");
    expect(next).toMatchObject({ code: 0, output: expect.stringContaining(`${stray?.id} of web`) });
    const web = await ci.token("web");
    expect(await Promise.all([web, delivered].map(statusOf))).toEqual([200, 200]);
    expect((await remote("web")).filter(({ expiresAt }) => expiresAt === undefined)).toHaveLength(1);
    // Clients may hold what the dead run has made of the second generation, until another step.
    expect(await Promise.all([stepped, await ci.token("mobile")].map(statusOf))).toEqual([200, 200]);
    expect(await run("plan")).toMatchObject({
      code: 0,
      output: expect.stringContaining("Nothing would change."),
    });
    clock.advance(DAY);
    expect(await Promise.all([web, delivered].map(statusOf))).toEqual([200, 401]);
  });

  test("a run that is cancelled ends what is under way and writes the state", async () => {
    await ci.commit({ ...NOW, batch: { release: "4" } });
    const cancelled = ci.start(["deploy"], now());
    proxy.inject(({ method }) => {
      if (method !== "POST") return undefined;
      const heard = said(cancelled.process, "Interrupt received");
      cancelled.process.kill("SIGTERM");
      return { kind: "hold", until: () => heard };
    });
    expect(withoutSecrets(await cancelled.finished)).toMatchObject({ code: 1 });
    proxy.clear();
    const { output } = await run("status");
    expect(output).not.toContain("in no state");
    expect(output.match(/^batch\t/gm)).toHaveLength(2); // the new one, and the old one until the next run
    expect(await statusOf(await ci.token("batch"))).toBe(200);
  });

  test("a leaked key is refused once its successor is delivered, without its overlap; all else is left alone", async () => {
    const old = await tokens();
    await ci.commit({ ...NOW, batch: { release: "not deployed yet" } });
    expect(await statusOf(old.web)).toBe(200);
    const seen: number[] = [];
    proxy.inject(({ method }) => {
      // Whoever reads the token again is served at every moment.
      if (method !== "GET")
        void ci
          .token("web")
          .then(statusOf)
          .then((status) => seen.push(status));
      return undefined;
    });
    expect(await run("leaked", "web")).toMatchObject({
      code: 0,
      output: expect.stringContaining("What has leaked is refused."),
    });
    const { web, ...others } = await tokens();
    expect(await Promise.all([old.web, web].map(statusOf))).toEqual([401, 200]);
    expect(new Set(seen)).toEqual(new Set([200]));
    expect(others).toEqual({ batch: old.batch, mobile: old.mobile });
    expect(await statusOf(old.batch)).toBe(200);
    expect(await remote("web")).toHaveLength(1);
  });

  test("a leaked key whose successor can't be delivered is said to be valid still, unless it was deleted first", async () => {
    const old = await ci.token("mobile");
    const place = join(ci.folder, "secrets", "mobile");
    await rm(place);
    await mkdir(place);
    const failed = await run("leaked", "mobile");
    expect(failed).toMatchObject({ code: 1, output: expect.stringContaining("STILL VALID") });
    expect(await statusOf(old)).toBe(200);

    await rm(place, { recursive: true });
    const atCreate: Promise<number>[] = [];
    proxy.inject(({ method }) => {
      if (method === "POST") atCreate.push(statusOf(old));
      return undefined;
    });
    expect(await run("leaked", "mobile", "--delete-first")).toMatchObject({ code: 0 });
    expect(new Set(await Promise.all(atCreate))).toEqual(new Set([401]));
    expect(await statusOf(await ci.token("mobile"))).toBe(200);
    expect(await Promise.all([first.mobile, old].map(statusOf))).toEqual([401, 401]); // both generations are others
    expect(await remote("mobile")).toHaveLength(2);
  });

  test.each([
    [["leaked", "wbe"], 'No key "wbe" is deployed; there are batch, mobile, web.'],
    [["deploy", "--reviewed", ""], "--reviewed is empty"],
  ])("a mistake is named and changes nothing: %j", async (command, message) => {
    expect(await run(...command)).toMatchObject({ code: 1, output: expect.stringContaining(message) });
  });

  test("another deployment on the account, with a local state, leaves these keys alone; once torn, its state is not believed", async () => {
    const others = await tokens();
    const local = { ...now(), PG_CONN_STR: "", SECRETS_FOLDER: "local" };
    await rm(join(ci.folder, "cdktf.out"), { recursive: true }); // as in a checkout of its own
    expect(withoutSecrets(await ci.run(["deploy"], local))).toMatchObject({ code: 0 });
    for (const token of [...Object.values(others), await ci.file("local/web")]) {
      expect(await statusOf(token)).toBe(200);
    }
    const count = (await remote("web")).length;

    const state = join(ci.folder, "gateway-keys.tfstate");
    await writeFile(state, ""); // a kill while it was written
    const { code, output } = await ci.run(["deploy"], local);
    expect(code).toBe(1);
    expect(output).toContain(`cp ${state}.backup ${state}`);
    expect(await remote("web")).toHaveLength(count);
  });
});
