import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { createTextReader } from "./text-reader.ts";

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

/** A version of which something is missing or damaged: it may still be on its way into the folder. */
export interface UnfitRelease {
  version: string;
  fault: string;
}

export interface FoundReleases {
  releases: Release[];
  unfit: UnfitRelease[];
}

const SUMS = /^terraform-provider-aigateway_(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?)_SHA256SUMS$/;
const Manifest = z.object({ metadata: z.object({ protocol_versions: z.array(z.string()).min(1) }) });

type ReadText = (path: string) => Promise<string>;

/**
 * Makes the function that finds the versions in a folder: those whose checksums are there. One that is not whole keeps
 * back none of the others. It throws when the folder can't be read. However many ask at once, the folder is looked
 * through once, and only files that have changed are read.
 */
export function createReleaseFinder(folder: string): () => Promise<FoundReleases> {
  const readText = createTextReader();
  let looking: Promise<FoundReleases> | undefined;
  return () => {
    looking ??= findReleases(folder, readText).finally(() => {
      looking = undefined;
    });
    return looking;
  };
}

async function findReleases(folder: string, readText: ReadText): Promise<FoundReleases> {
  const names = new Set(await readdir(folder));
  const versions = [...names].flatMap((name) => SUMS.exec(name)?.[1] ?? []);
  const read = await Promise.all(
    versions
      .sort()
      .map((version) => readRelease(folder, names, version, readText).catch(unreadable(version))),
  );
  return {
    releases: read.filter((each) => "sums" in each),
    unfit: read.filter((each) => "fault" in each),
  };
}

async function readRelease(
  folder: string,
  names: ReadonlySet<string>,
  version: string,
  readText: ReadText,
): Promise<Release | UnfitRelease> {
  const prefix = `terraform-provider-aigateway_${version}`;
  const sumsName = `${prefix}_SHA256SUMS`;
  const manifestName = `${prefix}_manifest.json`;
  if (!names.has(manifestName)) return { version, fault: `${manifestName} is missing` };
  const manifest = Manifest.safeParse(parsed(await readText(join(folder, manifestName))));
  if (!manifest.success) return { version, fault: `${manifestName} names no protocol versions` };

  const sums = await readText(join(folder, sumsName));
  const platforms = platformsIn(sums, prefix);
  if (platforms.length === 0) return { version, fault: `${sumsName} names no archive` };
  const missing = platforms.find(({ filename }) => !names.has(filename));
  if (missing) return { version, fault: `${missing.filename} is missing` };
  return { version, protocols: manifest.data.metadata.protocol_versions, platforms, sums, sumsName };
}

function unreadable(version: string): (error: NodeJS.ErrnoException) => UnfitRelease {
  return (error) => {
    if (!error.code) throw error;
    return { version, fault: `one of its files can't be read (${error.code})` };
  };
}

function platformsIn(sums: string, prefix: string): Platform[] {
  return sums.split("\n").flatMap((line) => {
    const [, shasum, filename] = /^([0-9a-f]{64}) {2}(\S+)$/.exec(line) ?? [];
    if (!shasum || !filename?.startsWith(`${prefix}_`)) return [];
    const [, os, arch] = /^([a-z0-9]+)_([a-z0-9]+)\.zip$/.exec(filename.slice(prefix.length + 1)) ?? [];
    return os && arch ? [{ os, arch, filename, shasum }] : [];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
