import { spawnSync } from "node:child_process";

/** The programs that speak the provider's protocol: Terraform and OpenTofu. */
export type Cli = "terraform" | "tofu";

/** Whether the Terraform on the PATH is of this version or a later one: "1.11". False when there is none. */
export function hasTerraform(atLeast: string, cli: Cli = "terraform"): boolean {
  // Without the variable it would look for a newer version, and keep a file about that in the home.
  const env = { ...process.env, CHECKPOINT_DISABLE: "1" };
  const { status, stdout } = spawnSync(cli, ["version", "-json"], { encoding: "utf8", env });
  if (status !== 0) return false;
  const [major = 0, minor = 0] = numbers(JSON.parse(stdout).terraform_version);
  const [wantedMajor = 0, wantedMinor = 0] = numbers(atLeast);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

function numbers(version: string): number[] {
  return version.split(".").map((part) => Number.parseInt(part, 10));
}
