import { setTimeout as pause } from "node:timers/promises";
import { selfSignedCertificate } from "./certificate.ts";
import { type Environment, handshakeLine, PROTOCOL_VERSION, refusal } from "./handshake.ts";
import type { Log } from "./log.ts";
import { whenOrphaned } from "./orphaned.ts";
import type { ProviderServer } from "./provider-server.ts";
import { listen } from "./server.ts";

/** After two seconds Terraform kills a plugin that it has told to end. */
const END_MS = 1_500;

export interface ServeOptions {
  /** The provider's address in a registry, `host/namespace/type`. */
  address: string;
  provider: ProviderServer;
  environment: Environment;
  log: Log;
  /** Writes to stdout, which Terraform reads the handshake from. */
  print: (text: string) => void;
  exit: (code: number) => void;
}

/** Serves the provider to the Terraform that started this process, until it says Shutdown or is gone. */
export async function serve(options: ServeOptions): Promise<void> {
  const { environment, print, exit } = options;
  const reason = refusal(environment);
  if (reason) {
    process.stderr.write(`${reason}\n`);
    return exit(1);
  }
  // Ctrl-C reaches the whole process group, but Terraform decides when its plugins end.
  process.on("SIGINT", () => {});
  const clientPem = environment.PLUGIN_CLIENT_CERT;
  const tls = clientPem ? { own: selfSignedCertificate(), clientPem } : undefined;
  const listening = await listen({ ...options, tls, onShutdown: () => end() });
  const end = async () => {
    // Nothing of these keeps the process alive, so that it ends on time in any case.
    await Promise.race([options.provider.end(), pause(END_MS, undefined, { ref: false })]);
    listening.close();
    exit(0);
  };
  whenOrphaned(() => {
    options.log(
      "warn",
      "Terraform is gone without ending its provider; what is open is closed, and the provider ends.",
    );
    void end();
  });
  print(handshakeLine(listening.address, tls?.own.der));
}

/**
 * Serves the provider for as long as this process runs, and prints what Terraform needs to attach to it instead of
 * starting its own: for running the provider in a debugger.
 */
export async function serveDebug(options: Omit<ServeOptions, "environment">): Promise<void> {
  const { address } = await listen({ ...options, onShutdown: () => {} });
  const reattach = {
    [options.address]: {
      Protocol: "grpc",
      ProtocolVersion: PROTOCOL_VERSION,
      Pid: process.pid,
      Test: true,
      Addr: { Network: "tcp", String: address },
    },
  };
  options.print(
    `Provider started. To attach Terraform to it, set:\n\n  TF_REATTACH_PROVIDERS='${JSON.stringify(reattach)}'\n\nStop it with Ctrl-C.\n`,
  );
  process.once("SIGINT", () => options.exit(0));
}
