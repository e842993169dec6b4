import { spawn } from "node:child_process";
import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { createTerraform, describeWithTerraform, succeeded } from "../support/terraform.ts";
import { providerMirror } from "../support/terraform-mirror.ts";
import { HANDSHAKE } from "../support/terraform-plugin.ts";

/** A machine that is busy with other tests may take twice as long without anything being wrong. */
const SLACK = 2;

describeWithTerraform("speed", () => {
  let controlPlane: ControlPlane;

  beforeAll(async () => {
    controlPlane = await startControlPlane();
  });
  afterAll(() => controlPlane?.close());

  test("an apply of one key takes less than 1.5 s in all: the plugin leaves when it is told to", async () => {
    const terraform = await createTerraform({
      env: { AIGATEWAY_BASE_URL: controlPlane.baseUrl, AIGATEWAY_API_KEY: controlPlane.apiKey },
    });
    await terraform.configure('resource "aigateway_access_key" "it" {}');
    const started = performance.now();

    await succeeded(terraform.apply());

    const milliseconds = Math.round(performance.now() - started);
    console.log(`terraform apply of one access key: ${milliseconds} ms`);
    expect(milliseconds).toBeLessThan(1500 * SLACK);
    await terraform.remove();
  });
});

test("the provider is ready within 150 ms of its start", async () => {
  const { executable } = await providerMirror();
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    const started = performance.now();
    const plugin = spawn(executable, { env: { PATH: process.env.PATH, ...HANDSHAKE } });
    await new Promise((resolve) => plugin.stdout.once("data", resolve));
    times.push(performance.now() - started);
    plugin.kill("SIGKILL");
  }
  const best = Math.round(Math.min(...times));
  console.log(`provider start to handshake: ${times.map(Math.round).join(", ")} ms`);
  expect(best).toBeLessThan(150 * SLACK);
});
