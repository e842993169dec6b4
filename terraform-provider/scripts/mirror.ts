import { cp, mkdir, rm, symlink } from "node:fs/promises";
import { arch, platform } from "node:os";
import { dirname, join, relative } from "node:path";
import { NAMESPACE, TYPE, VERSION } from "../src/version.ts";

/** A short `source` means the first in Terraform and the second in OpenTofu. */
const REGISTRY_HOSTS = ["registry.terraform.io", "registry.opentofu.org"];

const OPERATING_SYSTEMS: Record<string, string> = { win32: "windows" };
const ARCHITECTURES: Record<string, string> = { x64: "amd64", ia32: "386" };

/** This machine's platform as Terraform names it: `linux_amd64`. */
export function terraformPlatform(): string {
  return `${OPERATING_SYSTEMS[platform()] ?? platform()}_${ARCHITECTURES[arch()] ?? arch()}`;
}

/**
 * Puts a built provider into a filesystem mirror, under both registries' names.
 *
 * @param built The executable; what lies beside it goes along.
 * @param mirror The mirror's root folder.
 * @returns the folders that were written.
 */
export async function installIntoMirror(built: string, mirror: string): Promise<string[]> {
  const folders = REGISTRY_HOSTS.map((host) =>
    join(mirror, host, NAMESPACE, TYPE, VERSION, terraformPlatform()),
  );
  const [first = "", ...others] = folders;
  await rm(first, { recursive: true, force: true });
  await cp(dirname(built), first, { recursive: true });
  for (const folder of others) {
    await rm(folder, { recursive: true, force: true });
    await mkdir(dirname(folder), { recursive: true });
    // Windows lets only administrators make links.
    if (platform() === "win32") await cp(first, folder, { recursive: true });
    else await symlink(relative(dirname(folder), first), folder);
  }
  return folders;
}

/** The CLI configuration by which Terraform and OpenTofu take this provider from the mirror, and only this one. */
export function cliConfiguration(mirror: string): string {
  const addresses = JSON.stringify([`${NAMESPACE}/${TYPE}`]);
  return `provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(mirror)}
    include = ${addresses}
  }
  direct {
    exclude = ${addresses}
  }
}
`;
}
