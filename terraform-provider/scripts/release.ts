// Packs the built provider as a registry gives it out. Usage: npm run provider:release -- [folder]
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { type Zippable, zipSync } from "fflate";
import { TYPE, VERSION } from "../src/version.ts";
import { builtProvider, packageFolder } from "./paths.ts";

/** The provider is a script for Node: it is the same everywhere. Windows can't start a script, and is not among these. */
const PLATFORMS = ["darwin_amd64", "darwin_arm64", "freebsd_amd64", "linux_amd64", "linux_arm64"];
/** As Terraform's registry has it: a release's own file that names the protocols it speaks. */
const MANIFEST = { version: 1, metadata: { protocol_versions: ["6.0"] } };

const UNIX = 3;
/** A zip knows local times only: made by local parts, this one is the same bytes in every time zone. */
const NO_TIME = new Date(1980, 0, 1);

const argument = process.argv[2];
const folder = argument
  ? resolve(process.env.INIT_CWD ?? process.cwd(), argument)
  : join(packageFolder, "dist/releases");
const prefix = `terraform-provider-${TYPE}_${VERSION}`;

const archive = await pack(builtProvider());
const packed: [name: string, bytes: Uint8Array][] = [
  ...PLATFORMS.map((platform): [string, Uint8Array] => [`${prefix}_${platform}.zip`, archive]),
  [`${prefix}_manifest.json`, Buffer.from(`${JSON.stringify(MANIFEST)}\n`)],
];
const sums = packed.map(([name, bytes]) => sum(name, bytes)).join("");
// Last: a registry offers a version as soon as its sums are there.
const files = [...packed, [`${prefix}_SHA256SUMS`, Buffer.from(sums)] as const];

await mkdir(folder, { recursive: true });
const different = await firstDifferent();
if (different) {
  console.error(`${join(folder, different)} is of another build of version ${VERSION}, and stays as it is: who has that build has its
checksums in .terraform.lock.hcl, and could use no other. Raise the version in terraform-provider/package.json and pack
again; or, if nobody has that build yet, delete ${join(folder, prefix)}_* first.`);
  process.exit(1);
}
for (const [name, bytes] of files) {
  // Moved into place: the folder may be served meanwhile.
  const draft = join(folder, `.${name}-${process.pid}`);
  await writeFile(draft, bytes);
  await rename(draft, join(folder, name));
}

console.log(`Packed version ${VERSION} into ${folder}. To serve it from your control plane, start that with

  AIGATEWAY_PROVIDER_RELEASES=${folder}
`);

/** The same bytes from the same build, whenever and wherever: a rebuilt version must not break lock files. */
async function pack(executable: string): Promise<Uint8Array> {
  const entries: Zippable = {};
  for (const name of (await readdir(dirname(executable))).sort()) {
    const mode = name === basename(executable) ? 0o100755 : 0o100644;
    const bytes = await readFile(join(dirname(executable), name));
    entries[name] = [bytes, { mtime: NO_TIME, os: UNIX, attrs: mode * 0x10000 }];
  }
  return zipSync(entries, { level: 9 });
}

function sum(name: string, bytes: Uint8Array): string {
  return `${createHash("sha256").update(bytes).digest("hex")}  ${name}\n`;
}

/** The name of a file that is there already and says something else. */
async function firstDifferent(): Promise<string | undefined> {
  for (const [name, bytes] of files) {
    const there = await readFile(join(folder, name)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return undefined;
      throw error;
    });
    if (there && !there.equals(bytes)) return name;
  }
  return undefined;
}
