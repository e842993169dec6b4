// Installs the built provider where Terraform and OpenTofu find it. Usage: npm run provider:install -- [folder]
import { existsSync } from "node:fs";
import { homedir, platform } from "node:os";
import { join, resolve } from "node:path";
import { NAMESPACE, TYPE, VERSION } from "../src/version.ts";
import { cliConfiguration, installIntoMirror } from "./mirror.ts";
import { builtProvider } from "./paths.ts";

/** Searched by Terraform and OpenTofu without any configuration. */
const IMPLIED_MIRROR =
  platform() === "win32"
    ? join(process.env.APPDATA ?? homedir(), "terraform.d", "plugins")
    : join(homedir(), ".terraform.d", "plugins");

const argument = process.argv[2];
const mirror = argument ? resolve(process.env.INIT_CWD ?? process.cwd(), argument) : IMPLIED_MIRROR;

if (!existsSync(builtProvider())) {
  console.error("The provider is not built yet: run npm run provider:install, which builds and installs it.");
  process.exit(1);
}
const folders = await installIntoMirror(builtProvider(), mirror);

console.log(`Installed version ${VERSION} into

${folders.map((folder) => `  ${folder}`).join("\n")}

Name it in your configuration:

  terraform {
    required_providers {
      ${TYPE} = {
        source  = "${NAMESPACE}/${TYPE}"
        version = "${VERSION}"
      }
    }
  }
`);
if (argument) {
  console.log(`Terraform doesn't search that folder by itself. Put this into a file, and its path into TF_CLI_CONFIG_FILE:

${cliConfiguration(mirror).replace(/^(?=.)/gm, "  ")}`);
}
console.log(`Then run "terraform init". A folder that was initialised with another build of this version has that build's
checksum in .terraform.lock.hcl: delete the file there, and run "terraform init" again.`);
if (platform() === "win32") {
  console.log("\nWindows can't start the installed script: run Terraform in WSL.");
}
