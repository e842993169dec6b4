import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { providerMirror } from "./terraform-mirror.ts";
import { parseRun, type Run } from "./terraform-output.ts";
import { parseState, type StateResource } from "./terraform-state.ts";
import { type Cli, hasTerraform } from "./terraform-version.ts";

const MISSING =
  "There is no Terraform 1.11 or later on the PATH: install it from https://developer.hashicorp.com/terraform/install to run these tests.";

/**
 * As jest's `describe`, for tests that drive the real Terraform. Without it, or with one too old, they are skipped by
 * name on a developer's machine; in CI they fail.
 */
export function describeWithTerraform(name: string, define: () => void): void {
  // Write-only attributes, which half of these tests are about, came with 1.11.
  if (hasTerraform("1.11")) describe(name, define);
  else if (process.env.CI !== "true") describe.skip(`${name} (${MISSING})`, define);
  else {
    test(name, () => {
      throw new Error(MISSING);
    });
  }
}

export interface TerraformOptions {
  /** Which program to drive; Terraform unless it is said. */
  cli?: Cli;
  /** The provider's settings and whatever else the run should see in its environment. */
  env?: Record<string, string>;
}

export interface Terraform {
  readonly folder: string;
  /** Writes the configuration: this HCL below the block that requires the provider. */
  configure(hcl: string): Promise<void>;
  /** Runs any command; never throws for what Terraform says. */
  run(command: string[], env?: Record<string, string>): Promise<Run>;
  /** As `run`, for tests that do something to the process meanwhile. */
  start(command: string[], env?: Record<string, string>): { pid: number; finished: Promise<Run> };
  plan(env?: Record<string, string>): Promise<Run>;
  apply(env?: Record<string, string>): Promise<Run>;
  destroy(): Promise<Run>;
  import(address: string, id: string): Promise<Run>;
  /** The state's objects by address. */
  state(): Promise<Record<string, StateResource>>;
  /** The state file as it lies on disk. */
  stateFile(): Promise<string>;
  /** Deletes the workspace. What it deployed stays. */
  remove(): Promise<void>;
}

/** The block that a configuration, and each module, begins with. */
export const REQUIRED_PROVIDERS = `terraform {
  required_providers {
    aigateway = { source = "aigateway/aigateway" }
  }
}
`;

/**
 * A workspace in a temporary folder, initialised, with a CLI configuration and a home of its own: nothing of the
 * developer's is read or written, and nothing is downloaded.
 */
export async function createTerraform(options: TerraformOptions = {}): Promise<Terraform> {
  const folder = await mkdtemp(join(tmpdir(), "aigateway-terraform-"));
  const { cliConfigFile } = await providerMirror();
  const environment = {
    PATH: process.env.PATH ?? "",
    HOME: folder,
    TMPDIR: tmpdir(),
    TF_CLI_CONFIG_FILE: cliConfigFile,
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
    CHECKPOINT_DISABLE: "1",
    ...options.env,
  };
  const start = (command: string[], env: Record<string, string> = {}) => {
    const child = spawn(options.cli ?? "terraform", command, {
      cwd: folder,
      env: { ...environment, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    return { pid: child.pid ?? 0, finished: finished(child) };
  };
  const run = (command: string[], env?: Record<string, string>) => start(command, env).finished;
  const configure = (hcl: string) => writeFile(join(folder, "main.tf"), `${REQUIRED_PROVIDERS}${hcl}`);

  await configure("");
  const init = await run(["init", "-no-color"]);
  if (init.exitCode !== 0) throw new Error(`terraform init failed:\n${init.output}`);

  return {
    folder,
    configure,
    run,
    start,
    plan: (env) => run(["plan", "-json", "-lock=false"], env),
    apply: (env) => run(["apply", "-json", "-auto-approve", "-lock=false"], env),
    destroy: () => run(["destroy", "-json", "-auto-approve", "-lock=false"]),
    import: (address, id) => run(["import", "-no-color", "-lock=false", address, id]),
    state: async () =>
      parseState(await readFile(join(folder, "terraform.tfstate"), "utf8").catch(() => "{}")),
    stateFile: () => readFile(join(folder, "terraform.tfstate"), "utf8"),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** As a guard in a test's arrangement: the run, or an error with all that Terraform printed. */
export async function succeeded(run: Promise<Run>): Promise<Run> {
  const result = await run;
  if (result.exitCode !== 0) throw new Error(`Terraform exited with ${result.exitCode}:\n${result.output}`);
  return result;
}

function finished(child: ChildProcess): Promise<Run> {
  return new Promise((resolve, reject) => {
    let stdout = "";
    let stderr = "";
    child.stdout?.on("data", (chunk) => {
      stdout += chunk;
    });
    child.stderr?.on("data", (chunk) => {
      stderr += chunk;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve(parseRun(code ?? 1, stdout, stderr)));
  });
}
