import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "../end-to-end/demo/run-command.ts";
import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { type SimulatedProvider, startSimulatedProvider } from "../support/simulated-provider/index.ts";
import { createTerraform, describeWithTerraform, succeeded, type Terraform } from "../support/terraform.ts";

const ROOT = join(__dirname, "..", "..");
const CHAT = { path: "chat/completions", model: "gpt-4o-mini" };
const NOT_ALLOWED = "ERR_NGROK_3803";
const EMBEDDINGS = { path: "embeddings", model: "text-embedding-3-small" };
const UPSTREAM_KEYS = {
  shop: "sk-shop-0123456789abcdef",
  search: "sk-search-0123456789abcdef",
  support: "sk-support-0123456789abcdef",
};
const TEAMS = ["shop", "search", "support"] as const;
type Team = (typeof TEAMS)[number];

describeWithTerraform("the example of several teams", () => {
  let upstream: SimulatedProvider;
  let service: ControlPlane;
  let terraform: Terraform;
  /** A copy of the example, inside the checkout, where its packages are found. */
  let folder: string;

  beforeAll(async () => {
    upstream = await startSimulatedProvider({ keys: Object.values(UPSTREAM_KEYS) });
    service = await startControlPlane();
    terraform = await createTerraform({
      env: {
        AIGATEWAY_BASE_URL: service.baseUrl,
        TF_VAR_upstream_url: `${upstream.url}/v1`,
        ...Object.fromEntries(TEAMS.map((team) => [`TF_VAR_${team}_upstream_key`, UPSTREAM_KEYS[team]])),
      },
    });
    const cache = join(ROOT, "node_modules", ".cache");
    await mkdir(cache, { recursive: true });
    folder = await mkdtemp(join(cache, "multi-team-"));
    const filter = (path: string) => !/cdktf\.out|\.tfstate|secrets$/.test(path.slice(ROOT.length));
    await cp(join(ROOT, "examples", "multi-team"), folder, { recursive: true, filter });
    await Promise.all([synthesise(""), synthesise("own-repository")]);
    await Promise.all(STACKS.map((stack) => succeeded(run(stack, "init"))));
  }, 120_000);
  afterAll(async () => {
    await service?.close();
    await upstream?.close();
    await terraform?.remove();
    await rm(folder, { recursive: true, force: true });
  });

  const TEAM_STACKS = ["team-shop", "team-search", "team-support"];
  const STACKS = ["platform", ...TEAM_STACKS];
  const isAlone = (stack: string) => stack === "team-support";

  function synthesise(program: string): Promise<string> {
    const env = { ...process.env, AIGATEWAY_SECRETS: join(folder, "secrets") };
    return runCommand(process.execPath, ["--import", "tsx", "main.ts"], { cwd: join(folder, program), env });
  }

  /** What cdktf runs for a stack; only the platform team's has an API key in its environment. */
  function run(stack: string, command: string, env: Record<string, string> = {}) {
    const program = isAlone(stack) ? join(folder, "own-repository") : folder;
    const chdir = `-chdir=${join(program, "cdktf.out", "stacks", stack)}`;
    const more = command === "init" || command === "plan" ? [] : ["-auto-approve"];
    // One team has the overlap of a day that the example comes with: enough to see what it takes to end it.
    const own: Record<string, string> =
      stack === "platform"
        ? { AIGATEWAY_API_KEY: service.apiKey }
        : stack === "team-shop"
          ? {}
          : { TF_VAR_overlap: "0s" };
    const json = command === "init" ? ["-no-color"] : ["-json", "-lock=false"];
    return terraform.run([chdir, command, ...json, ...more], { ...own, ...env });
  }

  const inFile = (name: string) => readFile(join(folder, "secrets", name), "utf8");

  /** The status, or the gateway's code. */
  async function ask(team: Team, { path, model }: typeof CHAT): Promise<number | string> {
    const response = await fetch(`${service.baseUrl}/v1/${path}`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${await inFile(`${team}-token`)}`,
        "content-type": "application/json",
      },
      body: JSON.stringify({
        model: `models:${model}`,
        messages: [{ role: "user", content: "Hi" }],
        input: "Hi",
      }),
    });
    const { error } = (await response.json()) as { error?: { code: string } };
    return error?.code ?? response.status;
  }

  test("a team can't be deployed before the platform team has given it its API key", async () => {
    const early = await run("team-support", "apply");
    expect(early.exitCode).toBe(1);
    expect(early.output).toContain("secrets/support-api-key");
  });

  test("deployed in order, each stack is complete: its next plan is empty", async () => {
    await succeeded(run("platform", "apply"));
    await Promise.all(TEAM_STACKS.map((stack) => succeeded(run(stack, "apply"))));
    const plans = await Promise.all(STACKS.map((stack) => run(stack, "plan")));
    for (const { exitCode, changes } of plans) expect([exitCode, changes]).toEqual([0, {}]);
  });

  test.each<[Team, typeof CHAT, typeof CHAT]>([
    ["shop", CHAT, EMBEDDINGS],
    ["search", EMBEDDINGS, CHAT],
    ["support", CHAT, EMBEDDINGS],
  ])("team %s reaches its models with its own credential, and no others", async (team, allowed, refused) => {
    upstream.reset();
    expect(await ask(team, allowed)).toBe(200);
    expect(upstream.requests.map(({ key }) => key)).toEqual([UPSTREAM_KEYS[team]]);
    expect(await ask(team, refused)).toBe(NOT_ALLOWED);
    expect(upstream.requests).toHaveLength(1);
  });

  test("the audit trail tells by whose API key each object was made", async () => {
    const { body } = await service.api("GET", "/audit-events?limit=100");
    const names = (await service.api("GET", "/api-keys")).body.aiGatewayApiKeys;
    const nameOf = (id: string) => names.find((key: { id: string }) => key.id === id)?.name;
    const makers = (action: string) =>
      body.aiGatewayAuditEvents
        .filter((event: { action: string }) => event.action === action)
        .map(({ actor }: { actor: { apiKey?: { id: string } } }) => nameOf(actor.apiKey?.id ?? ""));
    const teams: string[] = TEAMS.map((team) => `team-${team}`).sort();
    expect(makers("access_key.create").sort()).toEqual(teams);
    expect(makers("provider_key.create").sort()).toEqual(teams);
    const [platform] = names
      .map(({ name }: { name: string }) => name)
      .filter((name: string) => !teams.includes(name));
    expect(makers("access_key_configuration.create")).toEqual([platform, platform, platform]);
  });

  test("a change of what a team may reach counts at once, and the team has nothing to deploy", async () => {
    const source = join(folder, "platform-stack.ts");
    const program = await readFile(source, "utf8");
    await writeFile(source, program.replace('"shop", "gpt-4o-mini"', '"shop", "text-embedding-3-small"'));
    await synthesise("");
    const { changes } = await succeeded(run("platform", "apply"));
    expect(Object.values(changes)).toEqual(["update"]);
    expect([await ask("shop", CHAT), await ask("shop", EMBEDDINGS)]).toEqual([NOT_ALLOWED, 200]);
    expect((await succeeded(run("team-shop", "plan"))).changes).toEqual({});
  });

  test("the platform can't be taken away from under the teams; its next deployment puts all right", async () => {
    const refused = await run("platform", "destroy");
    expect(refused.exitCode).toBe(1);
    expect(await ask("search", EMBEDDINGS)).toBe(200);
    // All objects are there, the API keys among them; only the outputs went from the state, which other stacks read.
    expect((await succeeded(run("platform", "apply"))).changes).toEqual({});
    expect((await succeeded(run("team-shop", "plan"))).changes).toEqual({});
  });

  test("destroyed in reverse order, the overlaps ended before, nothing is left", async () => {
    await succeeded(run("team-shop", "apply", { TF_VAR_overlap: "0s" }));
    await Promise.all(TEAM_STACKS.map((stack) => succeeded(run(stack, "destroy"))));
    await succeeded(run("platform", "destroy"));
    for (const [path, member] of [
      ["access-keys", "aiGatewayAccessKeys"],
      ["access-key-configurations", "aiGatewayAccessKeyConfigurations"],
      ["provider-keys", "aiGatewayProviderKeys"],
      ["providers", "aiGatewayProviders"],
    ]) {
      expect((await service.api("GET", `/${path}`)).body[member as string]).toEqual([]);
    }
    expect((await service.api("GET", "/api-keys")).body.aiGatewayApiKeys).toHaveLength(1); // the platform team's
    expect(await readdir(join(folder, "secrets"))).toEqual([]);
  });
});
