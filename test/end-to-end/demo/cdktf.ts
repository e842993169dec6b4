import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cliConfiguration } from "../../../terraform-provider/scripts/mirror.ts";
import type { DemoLog } from "./log.ts";
import { runCommand } from "./run-command.ts";

const REPOSITORY = join(__dirname, "..", "..", "..");

export const TERRAFORM_MISSING =
  "The demo needs Terraform 1.5 or later on the PATH: install it from https://developer.hashicorp.com/terraform/install and run it again.";

/** A copy of `examples/quickstart` with the project's own provider beside it; everything in one folder of the checkout. */
export interface Quickstart {
  /** Deploys and returns what cdktf printed. */
  deploy(variables: Record<string, string>): Promise<string>;
  /** The sensitive output. */
  token(): Promise<string>;
  /** Runs the example's client and returns what it printed. */
  client(env: Record<string, string>): Promise<string>;
  destroy(variables: Record<string, string>): Promise<string>;
  remove(): Promise<void>;
}

export async function prepareQuickstart(env: Record<string, string>, log: DemoLog): Promise<Quickstart> {
  const cache = join(REPOSITORY, "node_modules", ".cache");
  await mkdir(cache, { recursive: true });
  // Inside the checkout, so that the copy finds the packages, and nothing of it is left anywhere else.
  const folder = await mkdtemp(join(cache, "demo-"));
  const example = join(folder, "quickstart");
  await cp(join(REPOSITORY, "examples", "quickstart"), example, {
    recursive: true,
    filter: (path) =>
      !/(cdktf\.out|\.tfstate|node_modules|outputs\.json)/.test(path.slice(REPOSITORY.length)),
  });

  log.command("npm run provider:install -- <a folder of its own>");
  const mirror = join(folder, "mirror");
  await runCommand("npm", ["run", "--silent", "provider:install", "--", mirror], {
    cwd: REPOSITORY,
    env: process.env,
  });
  await mkdir(join(folder, "home"));
  const cliConfigFile = join(folder, "terraform.rc");
  await writeFile(cliConfigFile, cliConfiguration(mirror));

  const cdktf = (command: string, variables: Record<string, string>, ...more: string[]) => {
    const given = Object.entries(variables).map(([name, value]) => [`TF_VAR_${name}`, value]);
    const commandArguments = ["cdktf", command, "--auto-approve", "--skip-provider-lock", ...more];
    log.command(`npx ${commandArguments.join(" ")}`);
    return runCommand("npx", commandArguments, {
      cwd: example,
      env: {
        ...process.env,
        ...env,
        ...Object.fromEntries(given),
        HOME: join(folder, "home"), // cdktf keeps a cache of providers there
        CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
        TF_CLI_CONFIG_FILE: cliConfigFile,
        CHECKPOINT_DISABLE: "1",
        CI: "1", // no cursor movements in what is captured
      },
    });
  };

  return {
    deploy: (variables) =>
      cdktf(
        "deploy",
        variables,
        "--outputs-file",
        "outputs.json",
        "--outputs-file-include-sensitive-outputs",
      ),
    token: async () => JSON.parse(await readFile(join(example, "outputs.json"), "utf8")).quickstart.token,
    client: (more) => {
      log.command("npx tsx client.ts");
      return runCommand("npx", ["tsx", "client.ts"], {
        cwd: example,
        env: { ...process.env, ...env, ...more },
      });
    },
    destroy: (variables) => cdktf("destroy", variables),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
