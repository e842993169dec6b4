import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeWithTerraform } from "../support/terraform.ts";

const root = join(__dirname, "..", "..");

/** `npm run demo` after its build, as a process of its own. */
async function demo(env: Record<string, string>): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", join(__dirname, "demo", "main.ts")], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const [code] = await once(child, "close");
  return { code, output };
}

describeWithTerraform("the demo", () => {
  test("shows the main job from deployment over rotation to the end, and leaves nothing in the user's home", async () => {
    const home = mkdtempSync(join(tmpdir(), "aigateway-home-"));
    const { code, output } = await demo({ HOME: home, USERPROFILE: home });
    expect(output).not.toContain("✗");
    for (const shown of [
      "one completion and one stream; the upstream saw only its own credential",
      "Terraform created the new key, then destroyed the old one",
      "the old token gets 401",
      "four usage events; the balance is 4.99 USD",
      "everything that was deployed is gone",
      "The same with a real provider:",
    ]) {
      expect(output).toContain(shown);
    }
    expect(code).toBe(0);
    expect(readdirSync(home)).toEqual([]);
    rmSync(home, { recursive: true, force: true });
  }, 180_000);
});

test("without Terraform the demo says what to install, in one sentence, and exits with 1", async () => {
  const empty = mkdtempSync(join(tmpdir(), "aigateway-path-"));
  const { code, output } = await demo({ PATH: empty });
  expect(output).toBe(
    "The demo needs Terraform 1.5 or later on the PATH: install it from https://developer.hashicorp.com/terraform/install and run it again.\n",
  );
  expect(code).toBe(1);
  rmSync(empty, { recursive: true });
});
