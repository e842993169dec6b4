import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { EXECUTABLE, VERSION } from "../../terraform-provider/src/version.ts";

const repository = resolve(__dirname, "../..");
const prefix = `terraform-provider-aigateway_${VERSION}`;

/** As whoever gives the provider out packs it, in a time zone. */
function pack(folder: string, TZ: string): Promise<{ code: number; output: string }> {
  const command = ["run", "--silent", "provider:release", "--", folder];
  const options = { cwd: repository, env: { PATH: process.env.PATH, HOME: folder, TZ } };
  return new Promise((done) => {
    execFile("npm", command, options, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    );
  });
}

/** What the folder holds: the checksum of each file by its name. */
async function sumsOf(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith(".npm"));
  const sums = names.map(async (name) => {
    const bytes = await readFile(join(folder, name));
    return [name, createHash("sha256").update(bytes).digest("hex")] as const;
  });
  return Object.fromEntries(await Promise.all(sums));
}

describe("npm run provider:release", () => {
  let folder: string;
  let packed: Record<string, string>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "aigateway-release-"));
    expect(await pack(folder, "Asia/Tokyo")).toMatchObject({ code: 0 });
    packed = await sumsOf(folder);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("the folder holds an archive for each platform, the manifest, and the checksums of both; nothing else", async () => {
    const { [`${prefix}_SHA256SUMS`]: _, ...others } = packed;
    const sums = await readFile(join(folder, `${prefix}_SHA256SUMS`), "utf8");
    expect(sums.trimEnd().split("\n").sort()).toEqual(
      Object.entries(others)
        .map(([name, sum]) => `${sum}  ${name}`)
        .sort(),
    );
    expect(Object.keys(others).sort()).toEqual([
      ...["darwin_amd64", "darwin_arm64", "freebsd_amd64", "linux_amd64", "linux_arm64"].map(
        (platform) => `${prefix}_${platform}.zip`,
      ),
      `${prefix}_manifest.json`,
    ]);
  });

  test("an archive holds the executable, and the licence of each package that is in it", async () => {
    const files = unzipSync(await readFile(join(folder, `${prefix}_linux_arm64.zip`)));
    expect(Object.keys(files).sort()).toEqual([
      "LICENSE",
      "THIRD-PARTY-LICENSES",
      "package.json",
      EXECUTABLE,
    ]);
    expect(strFromU8(files[EXECUTABLE] as Uint8Array).slice(0, 20)).toBe("#!/usr/bin/env node\n");
    const licences = strFromU8(files["THIRD-PARTY-LICENSES"] as Uint8Array);
    const { dependencies } = JSON.parse(
      await readFile(join(repository, "terraform-provider/package.json"), "utf8"),
    );
    for (const name of Object.keys(dependencies)) expect(licences).toContain(`\n${name} `);
  });

  test("packed again, elsewhere in the world, it is the same bytes", async () => {
    expect(await pack(folder, "America/Lima")).toMatchObject({ code: 0 });
    expect(await sumsOf(folder)).toEqual(packed);
  });

  test("another build of the same version is refused with the remedy, and what is there stays", async () => {
    const file = join(folder, `${prefix}_linux_amd64.zip`);
    await writeFile(file, "another build");
    const before = await sumsOf(folder);

    const { code, output } = await pack(folder, "UTC");

    expect(code).toBe(1);
    expect(output).toContain(file);
    expect(output).toContain("Raise the version");
    expect(await sumsOf(folder)).toEqual(before);
  });
});
