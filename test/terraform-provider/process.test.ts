import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { selfSignedCertificate } from "../../terraform-provider/src/protocol/certificate.ts";
import { providerMirror } from "../support/terraform-mirror.ts";
import { HANDSHAKE, killPlugins, startPlugin } from "../support/terraform-plugin.ts";

afterAll(killPlugins);

describe("the plugin process", () => {
  test("Shutdown ends it at once, with exit code 0", async () => {
    const plugin = await startPlugin();
    const started = performance.now();

    await plugin.shutdown();

    expect(await plugin.exited).toBe(0);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test("an interrupt does not end it: Terraform decides when", async () => {
    const plugin = await startPlugin();

    plugin.process.kill("SIGINT");

    expect(await plugin.health("plugin")).toEqual({ status: 1 });
  });

  test("it ends when Terraform was killed and can't end it any more", async () => {
    const { executable } = await providerMirror();
    // What stands between them is the one that started the provider, and is killed.
    const terraform = spawn("sh", ["-c", '"$0" & echo $!; wait', executable], {
      env: { PATH: process.env.PATH, ...HANDSHAKE },
      stdio: ["ignore", "pipe", "ignore"],
    });
    let output = "";
    terraform.stdout.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
    while (!/^\d+\n.*\|grpc\|/.test(output)) await once(terraform.stdout, "data");
    const provider = Number.parseInt(output, 10);
    expect(isRunning(provider)).toBe(true);

    terraform.kill("SIGKILL");

    for (let tries = 0; isRunning(provider) && tries < 100; tries++) await sleep(50);
    expect(isRunning(provider)).toBe(false);
  });

  test("over mutual TLS it serves the client that was announced, and no other", async () => {
    const friend = await startPlugin({ mutualTls: {} });
    expect(friend.handshake[5]).toMatch(/^[A-Za-z0-9+/]+$/);
    expect(await friend.health("plugin")).toEqual({ status: 1 });

    const stranger = await startPlugin({ mutualTls: { present: selfSignedCertificate() } });
    await expect(stranger.health("plugin")).rejects.toMatchObject({ code: 14 });
  });

  test("started by hand it says what it is, and exits with 1", async () => {
    await expect(startPlugin({ env: { TF_PLUGIN_MAGIC_COOKIE: "" } })).rejects.toThrow(
      "This is a Terraform provider",
    );
  });

  test("a test's moment that is none ends it with what is wrong", async () => {
    await expect(startPlugin({ env: { AIGATEWAY_TEST_NOW: "tomorrow" } })).rejects.toThrow(
      'AIGATEWAY_TEST_NOW is "tomorrow", which is no time in RFC 3339.',
    );
  });

  test("its log is what Terraform parses: strings, and six fractional digits", async () => {
    const plugin = await startPlugin({ env: { TF_LOG: "trace" } });
    await plugin.call("GetMetadata");
    await plugin.shutdown();
    await plugin.exited;

    const lines = plugin
      .stderr()
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) {
      expect(line).toMatchObject({ "@level": expect.any(String), "@message": expect.any(String) });
      expect(line["@timestamp"]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    }
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
