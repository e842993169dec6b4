import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { AccessKeyGenerations, type AccessKeyGenerationsProps, AiGateway } from "@aigateway/cdktf";
import { TerraformOutput, TerraformStack, Testing } from "cdktf";
import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { createTerraform, describeWithTerraform, type Terraform } from "../support/terraform.ts";

function program(props: AccessKeyGenerationsProps) {
  const stack = new TerraformStack(Testing.app(), "stack");
  new AiGateway(stack, "AiGateway");
  const keys = new AccessKeyGenerations(stack, "Web", props);
  new TerraformOutput(stack, "token", { value: keys.token, sensitive: true });
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

  async function run(command: "plan" | "apply", generation: number, keep?: number) {
    const { stack } = program({ generation, ...(keep !== undefined && { keep }) });
    await writeFile(join(terraform.folder, "cdk.tf.json"), Testing.synth(stack, true));
    return terraform[command]();
  }
  /** Ids by generation, of the keys that there are. */
  async function deployed(): Promise<Record<string, string>> {
    const keys = Object.values(await terraform.state()).filter(({ values }) => values.key_redacted);
    return Object.fromEntries(keys.map(({ values }) => [values.name.split("Generation")[1], values.id]));
  }
  const refused = { exitCode: 1, output: expect.stringContaining("can't follow what is deployed") };

  test("a step makes the next key and destroys the oldest; the one that clients hold is never touched", async () => {
    await run("apply", 7);
    const before = await deployed();
    expect(Object.keys(before)).toEqual(["6", "7"]);
    expect(await run("plan", 7)).toMatchObject({ exitCode: 0, changes: {} });

    expect(await run("apply", 8)).toMatchObject({ exitCode: 0 });

    const after = await deployed();
    expect(Object.keys(after)).toEqual(["7", "8"]);
    expect(after["7"]).toBe(before["7"]);
  });

  test("a plan that would destroy the current key fails, and says how to go on", async () => {
    const before = await deployed();
    for (const [generation, keep] of [
      [7, 1], // backwards
      [7, 2],
      [10, 1], // the current one would go
      [10, 2], // so soon after a change of keep nothing is known
      [20, 1],
    ]) {
      expect([generation, keep, await run("plan", generation ?? 0, keep)]).toMatchObject([
        generation,
        keep,
        refused,
      ]);
    }
    expect(await run("apply", 9, 1)).toMatchObject({ exitCode: 0 });
    expect(await deployed()).toMatchObject({ 8: before["8"] });
  });

  test("keep is changed by itself, and then as many generations may be skipped", async () => {
    expect(await run("apply", 9, 2)).toMatchObject({ exitCode: 0 });
    const before = await deployed();
    expect(await run("plan", 12, 2)).toMatchObject(refused);
    expect(await run("plan", 11, 1)).toMatchObject(refused);

    expect(await run("apply", 11, 2)).toMatchObject({ exitCode: 0 });

    expect(await deployed()).toMatchObject({
      9: before["9"],
      10: expect.any(String),
      11: expect.any(String),
    });
    expect(await run("plan", 10, 2)).toMatchObject(refused);
    expect(await run("apply", 11, 1)).toMatchObject({ exitCode: 0 });
    expect(Object.keys(await deployed())).toEqual(["10", "11"]);
  });

  test("can be destroyed", async () => {
    expect(await terraform.destroy()).toMatchObject({ exitCode: 0 });
  });
});
