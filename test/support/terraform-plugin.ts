import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { credentials, makeGenericClientConstructor, type ServiceError } from "@grpc/grpc-js";
import {
  type Certificate,
  selfSignedCertificate,
} from "../../terraform-provider/src/protocol/certificate.ts";
import {
  controllerService,
  healthService,
  providerService,
} from "../../terraform-provider/src/protocol/services.ts";
import { providerMirror } from "./terraform-mirror.ts";

/** What Terraform puts into the environment of a plugin that it starts. */
export const HANDSHAKE = {
  TF_PLUGIN_MAGIC_COOKIE: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
  PLUGIN_PROTOCOL_VERSIONS: "5,6",
};

/** A provider process, with the client's side of the protocol in the hands of a test. */
export interface Plugin {
  process: ChildProcessWithoutNullStreams;
  /** The handshake line's parts. */
  handshake: string[];
  // biome-ignore lint/suspicious/noExplicitAny: messages of every shape
  call(method: string, request?: object): Promise<any>;
  health(service: string): Promise<{ status: number }>;
  shutdown(): Promise<void>;
  exited: Promise<number | null>;
  /** What it logged so far. */
  stderr(): string;
  kill(): void;
}

export interface PluginOptions {
  env?: Record<string, string>;
  /** Speak over mutual TLS, as Terraform does. Another certificate than the announced one can be presented. */
  mutualTls?: { present?: Certificate };
}

const running = new Set<Plugin>();

/** Ends whatever is still running: a process left behind would keep jest from ending. */
export function killPlugins(): void {
  for (const plugin of running) plugin.kill();
}

/** Starts the built provider as Terraform does, and connects to it. */
export async function startPlugin({ env = {}, mutualTls }: PluginOptions = {}): Promise<Plugin> {
  const { executable } = await providerMirror();
  const announced = selfSignedCertificate();
  const tlsEnv: Record<string, string> = mutualTls ? { PLUGIN_CLIENT_CERT: announced.pem } : {};
  const child = spawn(executable, { env: { PATH: process.env.PATH, ...HANDSHAKE, ...tlsEnv, ...env } });
  let stderr = "";
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once("data", (chunk) => resolve(String(chunk).trim()));
    child.once("exit", () => reject(new Error(`The provider ended without a handshake: ${stderr}`)));
  });
  const handshake = line.split("|");
  const own = mutualTls?.present ?? announced;
  const channel = mutualTls
    ? credentials.createSsl(pemOf(handshake[5] ?? ""), Buffer.from(own.privateKeyPem), Buffer.from(own.pem))
    : credentials.createInsecure();
  const options = {
    "grpc.ssl_target_name_override": "localhost",
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
  };
  const connect = (service: Parameters<typeof makeGenericClientConstructor>[0]) =>
    new (makeGenericClientConstructor(service, "service"))(handshake[3] ?? "", channel, options);
  const clients = [connect(providerService), connect(controllerService), connect(healthService)] as const;
  const [provider, controller, health] = clients;

  const plugin: Plugin = {
    process: child,
    handshake,
    call: (method, request = {}) => unary(provider, method, request),
    health: (service) => unary(health, "Check", { service }),
    shutdown: async () => {
      await unary(controller, "Shutdown", {});
    },
    exited,
    stderr: () => stderr,
    kill: () => {
      for (const client of clients) client.close();
      child.kill("SIGKILL");
      running.delete(plugin);
    },
  };
  running.add(plugin);
  return plugin;
}

// biome-ignore lint/suspicious/noExplicitAny: messages of every shape
function unary(client: object, method: string, request: object): Promise<any> {
  type Method = (request: object, done: (error: ServiceError | null, answer: unknown) => void) => void;
  return new Promise((resolve, reject) => {
    (client as Record<string, Method>)[method]?.call(client, request, (error, answer) =>
      error ? reject(error) : resolve(answer),
    );
  });
}

function pemOf(unpaddedBase64: string): Buffer {
  const lines = Buffer.from(unpaddedBase64, "base64")
    .toString("base64")
    .replace(/.{1,64}/g, "$&\n");
  return Buffer.from(`-----BEGIN CERTIFICATE-----\n${lines}-----END CERTIFICATE-----\n`);
}
