import manifest from "../package.json" with { type: "json" };

/** The provider's version, of which `package.json` is the one source. */
export const VERSION = manifest.version;

/** The provider's address in a registry, but for the host, which depends on the client. */
export const NAMESPACE = "aigateway";
export const TYPE = "aigateway";

/** The executable's name, by which Terraform finds it in a folder. */
export const EXECUTABLE = `terraform-provider-${TYPE}_v${VERSION}`;
