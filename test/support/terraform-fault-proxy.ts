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
  /** The API carries it out, and its answer is changed. */
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
  | { kind: "change"; change: (body: any) => any };

export interface FaultProxy {
  baseUrl: string;
  passed: PassedRequest[];
  /** Asked for every request; the last one set counts. */
  inject(fault: (request: PassedRequest) => Fault | undefined): void;
  clear(): void;
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
    if (fault?.kind === "cut") return request.socket.destroy();
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
    if (fault?.kind === "cutAnswer") return request.socket.destroy();
    response.writeHead(answer.status, {
      "content-type": "application/json",
      "x-request-id": answer.headers.get("x-request-id") ?? "",
    });
    return response.end(fault?.kind === "change" ? JSON.stringify(fault.change(JSON.parse(text))) : text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    passed,
    inject: (fault) => {
      faultOf = fault;
    },
    clear: () => {
      faultOf = () => undefined;
    },
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
