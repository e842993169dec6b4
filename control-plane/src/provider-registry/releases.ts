import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** A version of the Terraform provider, as `npm run provider:release` packs it. */
export interface Release {
  version: string;
  protocols: string[];
  platforms: Platform[];
  /** The text that is signed: the checksum of each file. */
  sums: string;
  sumsName: string;
}

export interface Platform {
  os: string;
  arch: string;
  filename: string;
  shasum: string;
}

const SUMS = /^terraform-provider-aigateway_(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?)_SHA256SUMS$/;

/** The versions in a folder: those whose checksums are there. Throws when the folder can't be read. */
export async function findReleases(folder: string): Promise<Release[]> {
  const names = await readdir(folder);
  const versions = names.flatMap((name) => SUMS.exec(name)?.[1] ?? []);
  return Promise.all(versions.sort().map((version) => readRelease(folder, version)));
}

async function readRelease(folder: string, version: string): Promise<Release> {
  const prefix = `terraform-provider-aigateway_${version}`;
  const sumsName = `${prefix}_SHA256SUMS`;
  const sums = await readFile(join(folder, sumsName), "utf8");
  const manifest = JSON.parse(await readFile(join(folder, `${prefix}_manifest.json`), "utf8"));
  const platforms = sums.split("\n").flatMap((line) => {
    const [shasum, filename] = line.split("  ");
    if (!shasum || !filename?.startsWith(`${prefix}_`)) return [];
    const [, os, arch] = /^([a-z0-9]+)_([a-z0-9]+)\.zip$/.exec(filename.slice(prefix.length + 1)) ?? [];
    return os && arch ? [{ os, arch, filename, shasum }] : [];
  });
  return { version, protocols: manifest.metadata.protocol_versions, platforms, sums, sumsName };
}
