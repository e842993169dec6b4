import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { selfSignedCertificate } from "../../terraform-provider/src/protocol/certificate.ts";

/** What stands before a deployed service: it speaks TLS to the world and HTTP to the service. */
export interface TlsFront {
  /** As in a provider's source address: `localhost:1234`. */
  host: string;
  /** For `SSL_CERT_FILE`, by which Go's programs trust it. */
  certificateFile: string;
  close(): Promise<void>;
}

export interface TlsFrontOptions {
  /** The service's URL, asked for with each request: it may be started when the front's host is known. */
  service(): string;
  /** Below what path the world sees the service, as `/ai`; of the host's root only `/.well-known` is passed on. */
  path?: string;
}

export async function startTlsFront({ service, path = "" }: TlsFrontOptions): Promise<TlsFront> {
  const folder = await mkdtemp(join(tmpdir(), "aigateway-tls-"));
  const { pem, privateKeyPem } = selfSignedCertificate();
  const certificateFile = join(folder, "certificate.pem");
  await writeFile(certificateFile, pem);
  const server = createServer({ cert: pem, key: privateKeyPem }, (from, to) => {
    const { method, url = "", headers } = from;
    const isBelow = url.startsWith(`${path}/`);
    if (!isBelow && !url.startsWith("/.well-known/")) {
      to.writeHead(404).end("not the service's");
      return;
    }
    const passed = request(
      service() + (isBelow ? url.slice(path.length) : url),
      { method, headers },
      (answer) => {
        to.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(to);
      },
    );
    passed.on("error", () => to.destroy());
    from.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    host: `localhost:${(server.address() as AddressInfo).port}`,
    certificateFile,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
