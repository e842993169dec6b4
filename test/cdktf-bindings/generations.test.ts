import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  AccessKeyConfiguration,
  AccessKeyGenerations,
  type AccessKeyGenerationsProps,
  AiGateway,
  FileSink,
} from "@aigateway/cdktf";
import { TerraformOutput, TerraformStack, Testing } from "cdktf";
import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { createTerraform, describeWithTerraform, type Terraform } from "../support/terraform.ts";

function program(props: AccessKeyGenerationsProps, file?: string) {
  const stack = new TerraformStack(Testing.app(), "stack");
  new AiGateway(stack, "AiGateway");
  const keys = new AccessKeyGenerations(stack, "Web", props);
  new TerraformOutput(stack, "token", { value: keys.token, sensitive: true });
  if (file !== undefined) keys.grantTo(new FileSink(stack, "File", { path: file }));
  return { stack, keys };
}

describe("AccessKeyGenerations", () => {
  const names = (props: AccessKeyGenerationsProps) =>
    Object.values<{ name: string; lineage: string }>(
      JSON.parse(Testing.synth(program(props).stack, true)).resource.aigateway_access_key,
    ).map(({ name, lineage }) => [name, lineage]);

  test.each<[AccessKeyGenerationsProps, string[][]]>([
    [{ generation: 1 }, [["stack/Web/Generation1", "stack/Web"]]],
    [
      { generation: 7 },
      [
        ["stack/Web/Generation6", "stack/Web"],
        ["stack/Web/Generation7", "stack/Web"],
      ],
    ],
    [
      { generation: 3, keep: 4, name: "web", lineage: "clients" },
      [
        ["web generation 1", "clients"],
        ["web generation 2", "clients"],
        ["web generation 3", "clients"],
      ],
    ],
  ])("%j makes one key a generation, all of one lineage", (props, expected) => {
    expect(names(props)).toEqual(expected);
  });

  test("the current one is what the construct stands for", () => {
    const { keys } = program({ generation: 7, keep: 2 });
    expect([...keys.keys.keys()]).toEqual([5, 6, 7]);
    expect(keys.accessKeyId).toBe(keys.current.accessKeyId);
    expect(keys.keys.get(7)).toBe(keys.current);
  });

  test.each([
    [{ generation: 0 }, "generation 0 is no whole number from 1 on; generations count from 1."],
    [{ generation: 1.5 }, "generation 1.5 is no whole number"],
    [{ generation: 1, keep: 0 }, "keep 0 is no whole number from 1 on; without an older key"],
    [{ generation: 1, name: "" }, "name is empty"],
  ])("refuses %j with the value and the remedy", (props, message) => {
    expect(() => program(props)).toThrow(message);
  });
});

describeWithTerraform("AccessKeyGenerations, deployed", () => {
  let terraform: Terraform;
  let service: ControlPlane;
  let env: Record<string, string>;
  beforeAll(async () => {
    service = await startControlPlane();
    env = { AIGATEWAY_BASE_URL: service.baseUrl, AIGATEWAY_API_KEY: service.apiKey };
    terraform = await createTerraform({ env });
    await rm(join(terraform.folder, "main.tf"));
  });
  afterAll(async () => {
    await terraform?.remove();
    await service?.close();
  });

  async function run(
    command: "plan" | "apply",
    generation: number,
    keep = 1,
    more: Partial<AccessKeyGenerationsProps> = {},
    file?: string,
  ) {
    const { stack } = program({ generation, keep, ...more }, file);
    await writeFile(join(terraform.folder, "cdk.tf.json"), Testing.synth(stack));
    return terraform[command]();
  }
  /** An apply in which the API makes no key, for there is no such configuration. */
  const cutShort = (generation: number) =>
    run("apply", generation, 1, {
      configuration: AccessKeyConfiguration.fromConfigurationId("aigac_01jy3v9rk8e7ttbfhx2k7m4d5c"),
    });
  /** The keys that there are, by generation. */
  async function deployed(): Promise<Record<string, { id: string; token: string }>> {
    const keys = Object.values(await terraform.state()).filter(({ values }) => values.key_redacted);
    return Object.fromEntries(
      keys.map(({ values: { name, id, token } }) => [name.split("Generation")[1], { id, token }]),
    );
  }
  async function accepts({ token }: { token: string } = { token: "" }): Promise<boolean> {
    const headers = { authorization: `Bearer ${token}` };
    return (await fetch(`${service.baseUrl}/v1/models`, { headers })).status === 200;
  }
  const done = { exitCode: 0 };
  const failed = { exitCode: 1, output: expect.stringContaining("Could not create the access key") };
  const refused = { exitCode: 1, output: expect.stringContaining("can't follow what is deployed") };

  test("a first deployment that was cut short goes on", async () => {
    expect(await cutShort(7)).toMatchObject(failed);
    expect(await run("apply", 7)).toMatchObject(done);
    expect(Object.keys(await deployed())).toEqual(["6", "7"]);
    expect(await run("plan", 7)).toMatchObject({ ...done, changes: {} });
  });

  test("a step makes the next key and destroys the oldest; the one that clients hold is never touched", async () => {
    const before = await deployed();

    expect(await run("apply", 8)).toMatchObject(done);

    const after = await deployed();
    expect(Object.keys(after)).toEqual(["7", "8"]);
    expect(after["7"]).toEqual(before["7"]);
    expect(await Promise.all([before["6"], after["7"], after["8"]].map(accepts))).toEqual([
      false,
      true,
      true,
    ]);
  });

  test.each([
    ["backwards", 7, 1],
    ["further than keys are kept", 10, 1],
    ["together with a change of keep, of which nothing is known yet", 10, 2],
  ])("a plan that goes %s fails before anything is changed", async (_, generation, keep) => {
    const before = await deployed();
    expect(await run("apply", generation, keep)).toMatchObject(refused);
    expect(await deployed()).toEqual(before);
  });

  test("a step that was cut short neither blocks its completion nor lets another one skip it", async () => {
    expect(await cutShort(9)).toMatchObject(failed);
    expect(await run("plan", 10)).toMatchObject(refused);
    expect(await run("apply", 9)).toMatchObject(done);
    expect(Object.keys(await deployed())).toEqual(["8", "9"]);
  });

  test("keep is changed by itself, and then as many generations may be skipped", async () => {
    expect(await run("apply", 9, 2)).toMatchObject(done);
    const before = await deployed();
    expect(await run("plan", 11, 1)).toMatchObject(refused);
    expect(await run("plan", 12, 2)).toMatchObject(refused);

    expect(await run("apply", 11, 2)).toMatchObject(done);

    const after = await deployed();
    expect([Object.keys(after), after["9"]]).toEqual([["9", "10", "11"], before["9"]]);
    expect(await run("plan", 10, 2)).toMatchObject(refused);
  });

  test("a step whose token did not arrive can't be skipped: clients still hold the key before it", async () => {
    const file = join(terraform.folder, "token");
    const step = (command: "plan" | "apply", generation: number) => run(command, generation, 2, {}, file);
    expect(await step("apply", 11)).toMatchObject(done);
    const held = { token: await readFile(file, "utf8") };
    await rm(file);
    await mkdir(file);

    expect(await step("apply", 13)).toMatchObject({ exitCode: 1 });
    const { output: names } = await terraform.run(["state", "list"]);
    expect(names).toMatch(/"keep 2 reaches 13"/);
    expect(names).not.toMatch(/"at \d+"/);
    expect(await step("plan", 14)).toMatchObject(refused);
    expect(await step("plan", 15)).toMatchObject(refused);
    expect(await accepts(held)).toBe(true);

    await rm(file, { recursive: true });
    expect(await step("apply", 13)).toMatchObject(done);
    expect(await accepts({ token: await readFile(file, "utf8") })).toBe(true);
    expect(await accepts(held)).toBe(true);
    expect(await step("plan", 13)).toMatchObject({ ...done, changes: {} });
  });

  test("can be destroyed", async () => {
    expect(await terraform.destroy()).toMatchObject(done);
    expect((await service.api("GET", "/access-keys")).body.aiGatewayAccessKeys).toEqual([]);
  });
});
