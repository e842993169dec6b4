import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The repository's root: this script is run from its sources. */
const REPOSITORY = join(__dirname, "..", "..");

/** What `terraform providers schema -json` prints. */
export interface SchemaDocument {
  provider_schemas: Record<string, unknown>;
}

/**
 * The schema of the provider as it is in this checkout: builds it, installs it into a mirror of its own in a temporary
 * folder, and asks Terraform, as any user's Terraform would be asked. Needs `terraform` on the PATH.
 */
export async function readProviderSchema(source: string, version: string): Promise<SchemaDocument> {
  const folder = await mkdtemp(join(tmpdir(), "aigateway-schema-"));
  try {
    const mirror = join(folder, "mirror");
    const workspace = join(folder, "workspace");
    await run("npm", ["run", "--silent", "provider:install", "--", mirror], { cwd: REPOSITORY });
    await mkdir(workspace);
    await writeFile(join(folder, "terraform.rc"), cliConfiguration(mirror));
    await writeFile(join(workspace, "main.tf.json"), JSON.stringify(requires(source, version)));
    const options = {
      cwd: workspace,
      env: { ...process.env, TF_CLI_CONFIG_FILE: join(folder, "terraform.rc"), CHECKPOINT_DISABLE: "1" },
      maxBuffer: 64 * 1024 * 1024,
    };
    await run("terraform", ["init", "-no-color"], options);
    const { stdout } = await run("terraform", ["providers", "schema", "-json"], options);
    return JSON.parse(stdout) as SchemaDocument;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function cliConfiguration(mirror: string): string {
  return `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`;
}

function requires(source: string, version: string) {
  return { terraform: { required_providers: { aigateway: { source, version } } } };
}
