/** Terraform sets this so that nobody takes a plugin for a program to be run by hand. */
const MAGIC_COOKIE = {
  name: "TF_PLUGIN_MAGIC_COOKIE",
  value: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
};
const CORE_PROTOCOL = 1;
export const PROTOCOL_VERSION = 6;

export type Environment = Readonly<Record<string, string | undefined>>;

/** Why the process can't serve as a plugin in this environment, or `undefined` where it can. */
export function refusal(environment: Environment): string | undefined {
  if (environment[MAGIC_COOKIE.name] !== MAGIC_COOKIE.value) {
    return "This is a Terraform provider: Terraform starts it by itself and it does nothing on its own. Name it in required_providers and run terraform init. To attach a debugger, start it with --debug.";
  }
  const offered = environment.PLUGIN_PROTOCOL_VERSIONS?.split(",").map(Number);
  if (offered && !offered.includes(PROTOCOL_VERSION)) {
    return `This provider speaks version ${PROTOCOL_VERSION} of Terraform's plugin protocol, but the client only ${offered.join(", ")}. Use Terraform 1.5 or later, or OpenTofu.`;
  }
  return undefined;
}

/** The line on stdout that tells Terraform where and as whom we listen. Its base64 must not be padded. */
export function handshakeLine(address: string, certificate: Buffer | undefined): string {
  const pinned = certificate?.toString("base64").replace(/=+$/, "") ?? "";
  return `${CORE_PROTOCOL}|${PROTOCOL_VERSION}|tcp|${address}|grpc|${pinned}\n`;
}
