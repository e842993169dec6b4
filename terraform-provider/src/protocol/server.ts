import { Server, ServerCredentials } from "@grpc/grpc-js";
import { providerCalls } from "./calls.ts";
import type { Certificate } from "./certificate.ts";
import { controllerCalls, healthCalls, stdioCalls } from "./launcher-services.ts";
import type { Log } from "./log.ts";
import type { ProviderServer } from "./provider-server.ts";
import { controllerService, healthService, providerService, stdioService } from "./services.ts";

/** A state or a schema can be large; gRPC's own limit of 4 MB would cut it off. */
const MESSAGE_LIMIT_BYTES = 256 * 1024 * 1024;

/** Both ends' certificates. Without them (debug mode, clients without AutoMTLS) the connection is plain. */
export interface MutualTls {
  own: Certificate;
  clientPem: string;
}

export interface Listening {
  /** `127.0.0.1:PORT` */
  address: string;
  /** Cuts every connection. */
  close(): void;
}

/** Listens on a free port of the loopback interface and serves the provider there. */
export async function listen(options: {
  provider: ProviderServer;
  log: Log;
  tls?: MutualTls | undefined;
  onShutdown: () => void;
}): Promise<Listening> {
  const server = new Server({
    "grpc.max_receive_message_length": MESSAGE_LIMIT_BYTES,
    "grpc.max_send_message_length": MESSAGE_LIMIT_BYTES,
  });
  server.addService(providerService, providerCalls(options.provider, options.log));
  server.addService(controllerService, controllerCalls(options.onShutdown));
  server.addService(stdioService, stdioCalls);
  server.addService(healthService, healthCalls);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", credentials(options.tls), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return { address: `127.0.0.1:${port}`, close: () => server.forceShutdown() };
}

function credentials(tls: MutualTls | undefined): ServerCredentials {
  if (!tls) return ServerCredentials.createInsecure();
  const own = { private_key: Buffer.from(tls.own.privateKeyPem), cert_chain: Buffer.from(tls.own.pem) };
  return ServerCredentials.createSsl(Buffer.from(tls.clientPem), [own], true);
}
