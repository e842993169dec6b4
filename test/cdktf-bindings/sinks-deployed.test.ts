import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AccessKey, AiGateway, FileSink } from "@aigateway/cdktf";
import { TerraformStack, Testing } from "cdktf";
import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { createTerraform, describeWithTerraform, succeeded, type Terraform } from "../support/terraform.ts";

/** The program has no sink any more. */
const NO_FILE = "";

describeWithTerraform("a token in a file", () => {
  let terraform: Terraform;
  let controlPlane: ControlPlane;
  let env: Record<string, string>;
  let folder: string;
  let path: string;

  beforeAll(async () => {
    controlPlane = await startControlPlane();
    env = { AIGATEWAY_BASE_URL: controlPlane.baseUrl, AIGATEWAY_API_KEY: controlPlane.apiKey };
    terraform = await createTerraform();
    await rm(join(terraform.folder, "main.tf"));
    folder = await mkdtemp(join(tmpdir(), "aigateway-sink-"));
    path = join(folder, "secrets", "web");
    await program({});
    await succeeded(terraform.run(["init", "-no-color"]));
    await succeeded(terraform.apply(env));
  });
  afterAll(async () => {
    await terraform.run(["destroy", "-auto-approve", "-no-color"], env);
    await terraform.remove();
    await controlPlane.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** What a team would write, another `release` of which rotates the key. */
  async function program({ release = "1", file = path, variable }: Record<string, string>): Promise<void> {
    const stack = new TerraformStack(Testing.app(), "stack");
    new AiGateway(stack, "AiGateway");
    const key = new AccessKey(stack, "Web");
    key.resource.keepers = { release };
    const sink = () => new FileSink(stack, "Sink", { path: file, ...(variable && { variable }) });
    if (file !== NO_FILE) key.grantTo(sink());
    await writeFile(join(terraform.folder, "cdk.tf.json"), Testing.synth(stack, true));
  }

  const tokenInState = async () => {
    const state = JSON.parse(await terraform.stateFile());
    return state.resources.find((each: { type: string }) => each.type === "aigateway_access_key").instances[0]
      .attributes.token;
  };
  const statusOf = async (token: string) => {
    const headers = { authorization: `Bearer ${token}` };
    return (await fetch(`${controlPlane.baseUrl}/v1/models`, { headers })).status;
  };

  test("opens the gateway, is for its owner only, and has no draft beside it", async () => {
    const token = await readFile(path, "utf8");
    expect(await statusOf(token)).toBe(200);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder, "secrets"))).toEqual(["web"]);
    const plan = await terraform.run(["plan", "-detailed-exitcode", "-no-color"], env);
    expect(plan.exitCode).toBe(0);
  });

  test("is exchanged by a rotation before the old key ends, and never printed", async () => {
    const old = await readFile(path, "utf8");
    await program({ release: "2" });
    const { output } = await succeeded(terraform.run(["apply", "-auto-approve", "-no-color"], env));
    const token = await readFile(path, "utf8");
    expect(token).not.toBe(old);
    expect([await statusOf(token), await statusOf(old)]).toEqual([200, 401]);
    const written = output.search(/File_\w+: Creation complete/);
    const deleted = output.search(/aigateway_access_key\S+ \(deposed object \w+\): Destroying/);
    expect(written).toBeGreaterThan(0);
    expect(deleted).toBeGreaterThan(written);
    expect(output.includes(token) || output.includes(old)).toBe(false);
  });

  test("is written again when asked for, after somebody deleted it", async () => {
    await rm(path);
    const [file] = Object.keys(await terraform.state()).filter((each) =>
      /^terraform_data\.\w*File/.test(each),
    );
    await succeeded(terraform.run(["apply", "-auto-approve", "-no-color", `-replace=${file}`], env));
    expect(await readFile(path, "utf8")).toBe(await tokenInState());
  });

  test("moves with its path, and may be a line of a file of variables", async () => {
    const moved = join(folder, "web.env");
    await program({ release: "2", file: moved, variable: "AIGATEWAY_TOKEN" });
    await succeeded(terraform.apply(env));
    expect(await readFile(moved, "utf8")).toBe(`AIGATEWAY_TOKEN=${await tokenInState()}\n`);
    await expect(stat(path)).rejects.toThrow("ENOENT");
  });

  test("that can't be written fails the run, which goes on from there the next time", async () => {
    const blocked = join(folder, "folder");
    await mkdir(blocked);
    await program({ release: "3", file: blocked });
    const failed = await terraform.run(["apply", "-auto-approve", "-no-color"], env);
    expect(failed.exitCode).toBe(1);
    expect(failed.output).toMatch(/could not be written to\s+\S+folder: EISDIR/);
    expect(failed.output).not.toContain(await tokenInState());
    await rm(blocked, { recursive: true });
    await succeeded(terraform.apply(env));
    expect(await statusOf(await readFile(blocked, "utf8"))).toBe(200);
  });

  test("stays when the sink is taken out of the program, as is written, and goes with what is destroyed", async () => {
    const left = join(folder, "left");
    await program({ release: "3", file: left });
    await succeeded(terraform.apply(env));
    await program({ release: "3", file: NO_FILE });
    await succeeded(terraform.apply(env));
    expect(await readFile(left, "utf8")).toBe(await tokenInState());
    await program({ release: "3", file: left });
    await succeeded(terraform.apply(env));
    await succeeded(terraform.run(["destroy", "-auto-approve", "-no-color"], env));
    expect(await readdir(folder)).toEqual(["secrets"]);
    expect(await readdir(join(folder, "secrets"))).toEqual([]);
  });
});
