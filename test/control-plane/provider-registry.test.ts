import { createHash, randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfig } from "../../control-plane/src/config.ts";
import { openDatabase } from "../../control-plane/src/database.ts";
import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { startSqlite } from "../support/databases.ts";

const API = "/terraform/providers/v1/";
const base = `${API}aigateway/aigateway`;

/** What a registry needs of a version; Terraform itself gets real ones in `terraform-provider/registry.test.ts`. */
async function writeRelease(folder: string, version: string, replaced: Record<string, string | null> = {}) {
  const prefix = `terraform-provider-aigateway_${version}`;
  const zip = `archive of ${version}`;
  const shasum = createHash("sha256").update(zip).digest("hex");
  const files: Record<string, string | null> = {
    "linux_amd64.zip": zip,
    "manifest.json": JSON.stringify({ version: 1, metadata: { protocol_versions: ["6.0"] } }),
    SHA256SUMS: `${shasum}  ${prefix}_linux_amd64.zip\n`,
    ...replaced,
  };
  for (const [name, text] of Object.entries(files)) {
    if (text !== null) await writeFile(join(folder, `${prefix}_${name}`), text);
  }
}

describe("the provider registry", () => {
  let folder: string;
  const services: ControlPlane[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "aigateway-releases-"));
  });
  afterEach(async () => {
    for (const service of services.splice(0)) await service.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function start(env: Record<string, string> = {}) {
    const service = await startControlPlane({ env: { AIGATEWAY_PROVIDER_RELEASES: folder, ...env } });
    services.push(service);
    const get = async (path: string) => {
      const answer = await fetch(service.baseUrl + path);
      return { status: answer.status, body: JSON.parse(await answer.text()) };
    };
    const versions = async () =>
      (await get(`${base}/versions`)).body.versions.map(({ version }: { version: string }) => version);
    return { ...service, get, versions };
  }

  test.each<[string, Record<string, string | null>, string]>([
    ["without its archive", { "linux_amd64.zip": null }, "linux_amd64.zip is missing"],
    ["without its manifest", { "manifest.json": null }, "manifest.json is missing"],
    ["whose manifest is cut off", { "manifest.json": '{ "metadata"' }, "names no protocol versions"],
    ["whose manifest says something else", { "manifest.json": "[]" }, "names no protocol versions"],
    ["whose checksums are empty", { SHA256SUMS: "" }, "names no archive"],
    ["whose checksums are none", { SHA256SUMS: "x  y.zip\n" }, "names no archive"],
  ])(
    "a version %s is not offered, is told with the reason, and keeps back no other",
    async (_, replaced, reason) => {
      await writeRelease(folder, "0.1.0");
      await writeRelease(folder, "0.2.0", replaced);
      const { get, versions, logs } = await start();

      expect(await versions()).toEqual(["0.1.0"]);
      for (const path of ["download/linux/amd64", "files/x"]) {
        expect(await get(`${base}/0.2.0/${path}`)).toEqual({
          status: 404,
          body: { errors: [expect.stringContaining(reason)] },
        });
      }
      // Once, for who may ask is anybody.
      expect(logs.filter((line) => line.includes(reason))).toHaveLength(1);
    },
  );

  test("one file that can't be read keeps back no other version", async () => {
    await writeRelease(folder, "0.1.0");
    await writeRelease(folder, "0.2.0", { "manifest.json": null });
    await mkdir(join(folder, "terraform-provider-aigateway_0.2.0_manifest.json"));
    const { get, versions } = await start();
    expect(await versions()).toEqual(["0.1.0"]);
    const { body } = await get(`${base}/0.2.0/download/linux/amd64`);
    expect(body.errors[0]).toContain("EISDIR");
  });

  test("a new version is offered as soon as it is whole, without a restart", async () => {
    const { versions } = await start();
    expect(await versions()).toEqual([]);
    await writeRelease(folder, "0.2.0", { "manifest.json": null });
    expect(await versions()).toEqual([]);
    await writeRelease(folder, "0.2.0");
    await writeRelease(folder, "0.3.0-beta.1");
    expect(await versions()).toEqual(["0.2.0", "0.3.0-beta.1"]);
  });

  test.each([
    [{}, API],
    [{ AIGATEWAY_PUBLIC_URL: "https://gateway.example.com" }, `https://gateway.example.com${API}`],
    [{ AIGATEWAY_PUBLIC_URL: "https://example.com:8443/ai/" }, `https://example.com:8443/ai${API}`],
    [{ AIGATEWAY_PUBLIC_URL: "http://gateway.internal:8080/ai" }, `/ai${API}`],
  ])(
    "with %j the API is at %s: Terraform is led to the public address, and never away from TLS",
    async (env, url) => {
      const { get } = await start(env);
      expect((await get("/.well-known/terraform.json")).body).toEqual({ "providers.v1": url });
    },
  );

  test("the files are what the folder holds, whole, also for who asks only for their size", async () => {
    await writeRelease(folder, "0.1.0");
    const { get, baseUrl } = await start();
    const path = `${base}/0.1.0/download/linux/amd64`;
    const { download_url, shasums_url, filename, shasum } = (await get(path)).body;

    const archive = new URL(download_url, baseUrl + path);
    const bytes = Buffer.from(await (await fetch(archive)).arrayBuffer());
    expect(bytes).toEqual(await readFile(join(folder, filename)));
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(shasum);
    const head = await fetch(archive, { method: "HEAD" });
    expect([head.status, head.headers.get("content-length")]).toEqual([200, String(bytes.length)]);
    expect(await (await fetch(new URL(shasums_url, baseUrl + path))).text()).toBe(`${shasum}  ${filename}\n`);
  });

  test("a signing key that no encryption key opens is a 503, and the log names the key that is missing; without it another is made", async () => {
    await writeRelease(folder, "0.1.0");
    const database = await startSqlite();
    const path = `${base}/0.1.0/download/linux/amd64`;
    const of = (key: Buffer) => ({
      AIGATEWAY_DATABASE_URL: database.url,
      AIGATEWAY_ENCRYPTION_KEY: key.toString("base64"),
    });
    const [own, other] = [randomBytes(32), randomBytes(32)];
    const made = await (await start(of(own))).get(path);
    await services.pop()?.close();

    const { get, logs, versions } = await start(of(other));
    expect(await get(path)).toEqual({ status: 503, body: { errors: [expect.stringContaining("log")] } });
    expect(logs.join("")).toContain("AIGATEWAY_ENCRYPTION_KEY");
    expect(await versions()).toEqual(["0.1.0"]);
    await services.pop()?.close();

    const again = await (await start(of(own))).get(path);
    expect(again).toEqual(made);
    await services.pop()?.close();

    // The way out that the documentation names, for who has lost the encryption key.
    const db = openDatabase(readConfig({ AIGATEWAY_DATABASE_URL: database.url }).database);
    await db("registry_signing_keys").delete();
    await db.destroy();
    const { status, body } = await (await start(of(other))).get(path);
    expect(status).toBe(200);
    expect(body.signing_keys).not.toEqual(made.body.signing_keys);
    await services.pop()?.close();
    await database.close();
  });
});
