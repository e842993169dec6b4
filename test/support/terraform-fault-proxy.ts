import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** One request that passed through, for tests to look at. */
export interface PassedRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** What happens to a request in the place of the real thing. */
export type Fault =
  /** It never reaches the API. */
  | { kind: "refuse"; status: number; body?: unknown; headers?: Record<string, string> }
  /** The connection is cut before it reaches the API. */
  | { kind: "cut" }
  /** The API carries it out, and then the connection is cut. */
  | { kind: "cutAnswer" }
  /** The API carries it out, and its answer is held back until then. */
  | { kind: "hold"; until: () => Promise<unknown> }
  /** The API carries it out, and its answer is changed. */
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
  | { kind: "change"; change: (body: any) => any }
  /** Something happens at this point of it. Unless it has been answered by then, the connection is cut. */
  | { kind: "interrupt"; when: "before" | "carried out" | "answered"; by: () => Promise<void> | void };

export interface FaultProxy {
  baseUrl: string;
  passed: PassedRequest[];
  /** Asked for every request; the last one set counts. */
  inject(fault: (request: PassedRequest) => Fault | undefined): void;
  clear(): void;
  /** Refuses connections, and ends those that there are, until `up`. */
  down(): void;
  up(): Promise<void>;
  close(): Promise<void>;
}

/** Stands in front of a real control plane and breaks what a test wants broken. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const passed: PassedRequest[] = [];
  let faultOf: (request: PassedRequest) => Fault | undefined = () => undefined;

  const server = createServer(async (request, response) => {
    const seen: PassedRequest = {
      method: request.method ?? "",
      path: request.url ?? "",
      headers: request.headers as Record<string, string>,
      body: await bodyOf(request),
    };
    passed.push(seen);
    const fault = faultOf(seen);
    const interrupted = fault?.kind === "interrupt" ? fault : undefined;
    if (interrupted?.when === "before") await interrupted.by();
    if (fault?.kind === "cut" || interrupted?.when === "before") return request.socket.destroy();
    if (fault?.kind === "refuse") {
      response.writeHead(fault.status, { "content-type": "application/json", ...fault.headers });
      return response.end(typeof fault.body === "string" ? fault.body : JSON.stringify(fault.body ?? {}));
    }
    const answer = await fetch(target + seen.path, {
      method: seen.method,
      headers: {
        authorization: seen.headers.authorization ?? "",
        "content-type": "application/json",
        ...(seen.headers["idempotency-key"] && { "idempotency-key": seen.headers["idempotency-key"] }),
      },
      ...(seen.body && { body: seen.body }),
    });
    const text = await answer.text();
    if (fault?.kind === "hold") await fault.until();
    if (interrupted?.when === "carried out") await interrupted.by();
    if (fault?.kind === "cutAnswer" || interrupted?.when === "carried out") return request.socket.destroy();
    if (interrupted?.when === "answered") response.once("finish", interrupted.by);
    response.writeHead(answer.status, {
      "content-type": "application/json",
      "x-request-id": answer.headers.get("x-request-id") ?? "",
    });
    return response.end(fault?.kind === "change" ? JSON.stringify(fault.change(JSON.parse(text))) : text);
  });
  const listen = (port: number) =>
    new Promise<void>((resolve) => server.listen(port, "127.0.0.1", () => resolve()));
  await listen(0);
  const { port } = server.address() as AddressInfo;

  return {
    baseUrl: `http://127.0.0.1:${port}`,
    passed,
    inject: (fault) => {
      faultOf = fault;
    },
    clear: () => {
      faultOf = () => undefined;
    },
    down() {
      server.close();
      server.closeAllConnections();
    },
    up: async () => (server.listening ? undefined : listen(port)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += chunk;
  return body;
}
