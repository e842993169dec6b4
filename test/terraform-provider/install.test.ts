import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { terraformPlatform } from "../../terraform-provider/scripts/mirror.ts";
import { EXECUTABLE, VERSION } from "../../terraform-provider/src/version.ts";
import { describeWithTerraform } from "../support/terraform.ts";

const run = promisify(execFile);
const repository = resolve(__dirname, "../..");

/** As a user installs it, with a home folder of the test's own. */
describeWithTerraform("npm run provider:install", () => {
  let home: string;

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), "aigateway-home-"));
    await writeFile(
      join(home, "main.tf"),
      'terraform {\n  required_providers {\n    aigateway = { source = "aigateway/aigateway" }\n  }\n}\n',
    );
  });
  afterEach(() => rm(home, { recursive: true, force: true }));

  const env = () => ({ PATH: process.env.PATH, HOME: home, CHECKPOINT_DISABLE: "1" });
  async function install(...folder: string[]): Promise<string> {
    const command = ["run", "--silent", "provider:install", "--", ...folder];
    return (await run("npm", command, { cwd: repository, env: env() })).stdout;
  }

  test("without a folder, Terraform finds the provider with no configuration at all", async () => {
    const said = await install();

    expect(said).toContain(`version = "${VERSION}"`);
    expect(said).not.toContain("TF_CLI_CONFIG_FILE");
    const { stdout } = await run("terraform", ["init", "-no-color"], { cwd: home, env: env() });
    expect(stdout).toContain(`Installed aigateway/aigateway v${VERSION}`);
  });

  test("with a folder, what it says to put into the CLI configuration works", async () => {
    const said = await install(join(home, "mirror"));
    const file = join(home, "terraform.rc");
    await writeFile(file, /^ {2}provider_installation[\s\S]*?^ {2}\}$/m.exec(said)?.[0] ?? "");

    const { stdout } = await run("terraform", ["init", "-no-color"], {
      cwd: home,
      env: { ...env(), TF_CLI_CONFIG_FILE: file },
    });

    expect(stdout).toContain(`Installed aigateway/aigateway v${VERSION}`);
    expect(existsSync(join(home, ".terraform.d/plugins"))).toBe(false);
  });

  test("both registries' names lead to the one executable, which lies alone under its name", async () => {
    await install(join(home, "mirror"));

    for (const host of ["registry.terraform.io", "registry.opentofu.org"]) {
      const folder = join(home, "mirror", host, "aigateway/aigateway", VERSION, terraformPlatform());
      expect(readdirSync(folder).filter((name) => name.startsWith("terraform-provider-"))).toEqual([
        EXECUTABLE,
      ]);
    }
  });

  test("the provider starts below a package of ES modules, where Node would refuse its name", async () => {
    await writeFile(join(home, "package.json"), '{ "type": "module" }');
    await install(join(home, "mirror"));
    const folder = join(
      home,
      "mirror/registry.terraform.io/aigateway/aigateway",
      VERSION,
      terraformPlatform(),
    );

    const refused = run(join(folder, EXECUTABLE), [], { env: env() });

    await expect(refused).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining("This is a Terraform provider"),
    });
  });
});
