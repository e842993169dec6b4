import { execFile } from "node:child_process";
import { appendFile, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { terraformPlatform } from "../../terraform-provider/scripts/mirror.ts";
import { VERSION } from "../../terraform-provider/src/version.ts";
import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { describeWithTerraform } from "../support/terraform.ts";
import { startTlsFront, type TlsFront } from "../support/tls-front.ts";

const repository = resolve(__dirname, "../..");
const prefix = `terraform-provider-aigateway_${VERSION}`;

interface Ended {
  code: number;
  output: string;
}

describeWithTerraform("the control plane as the provider's registry", () => {
  let folder: string;
  let releases: string;
  let controlPlane: ControlPlane;
  let front: TlsFront;

  /** A program with a home of its own, which knows the front's certificate. */
  const run = (command: string, parameters: string[], cwd: string): Promise<Ended> =>
    new Promise((done) => {
      const env = {
        PATH: process.env.PATH,
        HOME: join(folder, "home"),
        SSL_CERT_FILE: front?.certificateFile,
        CHECKPOINT_DISABLE: "1",
        AIGATEWAY_BASE_URL: controlPlane?.baseUrl,
        AIGATEWAY_API_KEY: controlPlane?.apiKey,
      };
      execFile(command, parameters, { cwd, env }, (error, stdout, stderr) =>
        done({ code: error ? Number(error.code) || 1 : 0, output: stdout + stderr }),
      );
    });
  const terraform = (cwd: string, ...parameters: string[]) => run("terraform", parameters, cwd);

  /** A team's folder: nothing but the configuration. */
  async function workspace(name: string, version = VERSION): Promise<string> {
    const path = join(folder, name);
    await mkdir(path);
    await writeFile(
      join(path, "main.tf"),
      `terraform {
        required_providers {
          aigateway = {
            source  = "${front.host}/aigateway/aigateway"
            version = "${version}"
          }
        }
      }
      resource "aigateway_access_key" "web" {
        name = "web"
      }`,
    );
    return path;
  }

  /** With another front in the place of the usual one, which is closed afterwards. */
  async function behind(other: TlsFront, look: () => Promise<void>): Promise<void> {
    const own = front;
    front = other;
    try {
      await look();
    } finally {
      front = own;
      await other.close();
    }
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "aigateway-registry-"));
    releases = join(folder, "releases");
    const packed = await run("npm", ["run", "--silent", "provider:release", "--", releases], repository);
    expect(packed).toMatchObject({ code: 0 });
    expect(packed.output).toContain(`AIGATEWAY_PROVIDER_RELEASES=${releases}`);
    controlPlane = await startControlPlane({ env: { AIGATEWAY_PROVIDER_RELEASES: releases } });
    front = await startTlsFront({ service: () => controlPlane.baseUrl });
  }, 60_000);
  afterAll(async () => {
    await front?.close();
    await controlPlane?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test("init takes the provider from there by its host alone and verifies the signature; it locks and applies", async () => {
    const path = await workspace("team");
    const init = await terraform(path, "init", "-no-color");
    const { keyId } = await signingKeyOf();
    expect(init.output).toMatch(
      new RegExp(
        `Installed ${front.host}/aigateway/aigateway v${VERSION} \\(self-signed, key ID ${keyId}\\)`,
      ),
    );
    const platforms = ["linux_amd64", "linux_arm64", "darwin_arm64"].map((each) => `-platform=${each}`);
    const lock = await terraform(path, "providers", "lock", "-no-color", ...platforms);
    expect(lock).toMatchObject({ code: 0 });
    expect(await readFile(join(path, ".terraform.lock.hcl"), "utf8")).toContain("zh:");

    expect(await terraform(path, "apply", "-auto-approve", "-no-color")).toMatchObject({ code: 0 });
    expect((await terraform(path, "plan", "-no-color", "-detailed-exitcode")).code).toBe(0);
  }, 60_000);

  test("cdktf deploys with it, the provider lock included", async () => {
    const path = join(folder, "cdktf");
    await mkdir(path);
    await symlink(join(repository, "node_modules"), join(path, "node_modules"));
    const files = {
      "cdktf.json": JSON.stringify({
        language: "typescript",
        app: "npx tsx main.ts",
        projectId: "registry",
        sendCrashReports: "false",
      }),
      // The constructs' sources, not what was built of them some time ago.
      "tsconfig.json": JSON.stringify({
        compilerOptions: {
          paths: { "@aigateway/cdktf": [join(repository, "cdktf-bindings/src/index.ts")] },
        },
      }),
      "main.ts": `import { AccessKey, AiGateway } from "@aigateway/cdktf";
      import { App, TerraformStack } from "cdktf";
      const app = new App();
      const stack = new TerraformStack(app, "keys");
      new AiGateway(stack, "AiGateway");
      new AccessKey(stack, "Web");
      stack.addOverride("terraform.required_providers.aigateway.source", "${front.host}/aigateway/aigateway");
      app.synth();`,
    };
    for (const [name, text] of Object.entries(files)) await writeFile(join(path, name), text);
    const deployed = await run(
      join(repository, "node_modules/.bin/cdktf"),
      ["deploy", "--auto-approve"],
      path,
    );
    expect(deployed.output).toContain("Apply complete");
    expect(deployed.code).toBe(0);
  }, 60_000);

  test("an archive that somebody has changed is refused", async () => {
    const changed = join(folder, "changed");
    await cp(releases, changed, { recursive: true });
    await appendFile(join(changed, `${prefix}_${terraformPlatform()}.zip`), "x");
    const other = await startControlPlane({ env: { AIGATEWAY_PROVIDER_RELEASES: changed } });
    await behind(await startTlsFront({ service: () => other.baseUrl }), async () => {
      const init = await terraform(await workspace("deceived"), "init", "-no-color");
      expect(init.code).toBe(1);
      expect(init.output).toContain("checksum");
    });
    await other.close();
  }, 60_000);

  test("below a path of another host it needs only the discovery at that host's root", async () => {
    let other: ControlPlane | undefined;
    const below = await startTlsFront({ service: () => other?.baseUrl ?? "", path: "/ai" });
    const env = {
      AIGATEWAY_PROVIDER_RELEASES: releases,
      AIGATEWAY_PUBLIC_URL: `https://${below.host}/ai`,
    };
    other = await startControlPlane({ env });
    await behind(below, async () => {
      const init = await terraform(await workspace("below"), "init", "-no-color");
      expect(init.output).toContain(`Installed ${below.host}/aigateway/aigateway v${VERSION} (self-signed`);
    });
    await other.close();
  }, 60_000);

  test("a version that is not there is told by its name", async () => {
    const init = await terraform(await workspace("future", "9.9.9"), "init", "-no-color");
    expect(init.code).toBe(1);
    expect(init.output).toContain("9.9.9");
  }, 60_000);

  const get = async (path: string, service = controlPlane) => {
    const answer = await fetch(service.baseUrl + path);
    return { status: answer.status, body: await answer.text() };
  };
  const base = "/terraform/providers/v1/aigateway/aigateway";
  const signingKeyOf = async () => {
    const { body } = await get(`${base}/${VERSION}/download/linux/amd64`);
    const [key] = JSON.parse(body).signing_keys.gpg_public_keys;
    return { keyId: key.key_id as string, armor: key.ascii_armor as string };
  };

  test.each([
    ["another provider", "/terraform/providers/v1/hashicorp/aws/versions", "only aigateway/aigateway"],
    ["a version that is not there", `${base}/9.9.9/download/linux/amd64`, "no version 9.9.9"],
    ["a platform that it is not made for", `${base}/${VERSION}/download/windows/amd64`, "windows_amd64"],
    ["a file that is not the release's", `${base}/${VERSION}/files/..%2F..%2Fpackage.json`, "no file"],
    ["another path", `${base}/${VERSION}/else`, "there is no"],
  ])("%s is a 404 that says so", async (_, path, reason) => {
    const { status, body } = await get(path);
    expect([status, body]).toEqual([404, expect.stringContaining(reason)]);
    expect(JSON.parse(body).errors).toHaveLength(1);
  });

  test("without releases the service is no registry and says which setting is missing; with a wrong folder, that it can't be read", async () => {
    for (const [env, status, reason] of [
      [{}, 404, "AIGATEWAY_PROVIDER_RELEASES is not set"],
      [{ AIGATEWAY_PROVIDER_RELEASES: join(folder, "nowhere") }, 503, "can't be read"],
    ] as const) {
      const other = await startControlPlane({ env });
      const path = status === 404 ? "/.well-known/terraform.json" : `${base}/versions`;
      const answer = await get(path, other);
      expect([answer.status, answer.body]).toEqual([status, expect.stringContaining(reason)]);
      await other.close();
    }
  });
});
