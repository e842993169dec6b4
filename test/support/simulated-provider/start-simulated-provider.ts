import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createAnswerer } from "./answer-request.ts";
import type { Outcome } from "./deliver.ts";
import type { Dialect } from "./dialects/index.ts";
import { createFaultQueue, type Fault, type FaultScope } from "./faults.ts";
import { createPromptCache } from "./prompt-cache.ts";
import { type RecordedRequest, recordBody, recordRequest } from "./recorded-request.ts";

export interface SimulatedProviderOptions {
  /** The credentials that it takes. @default any, and none */
  keys?: readonly string[];
  /** The models that it has. @default any */
  models?: readonly string[];
  /** How it writes chat completions and errors. @default OpenAI's way */
  dialect?: Dialect;
  /** Where its surfaces are. @default the dialect's, or "/v1" */
  basePath?: string;
  /** @default 127.0.0.1 */
  host?: string;
  /** @default a free one */
  port?: number;
  /** Milliseconds between the parts of a stream. @default 0 */
  partDelayMs?: number;
}

export interface SimulatedProvider {
  /** The origin, without a path: `http://127.0.0.1:1234`. */
  url: string;
  /** All requests since the start or the last `reset`, in the order in which they came. */
  requests: RecordedRequest[];
  /** Makes the next request fail, or the next ones that the scope names. */
  failNext(fault: Fault, scope?: FaultScope): void;
  /** Forgets requests, faults and cached prompts. */
  reset(): void;
  /** Cuts what is still open. */
  close(): Promise<void>;
}

/** Starts a model provider on this machine that speaks the OpenAI and the Anthropic format. */
export async function startSimulatedProvider(
  options: SimulatedProviderOptions = {},
): Promise<SimulatedProvider> {
  const requests: RecordedRequest[] = [];
  const faults = createFaultQueue();
  const cache = createPromptCache();
  const answer = createAnswerer({ ...options, faults, cache });

  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    let finish = () => {};
    const recorded = recordRequest(request, new Promise((resolve) => (finish = resolve)));
    requests.push(recorded);
    let outcome: Outcome = "client hung up";
    try {
      await recordBody(request, recorded);
      outcome = await answer(recorded, response);
    } catch (fault) {
      // Only a client that hangs up may make this fail; all else is a fault in the simulator, to be seen in the test.
      if (!response.destroyed) response.writeHead(500).end(String(fault));
    }
    recorded.aborted = outcome === "client hung up";
    finish();
  });
  const { host = "127.0.0.1", port = 0 } = options;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });

  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    requests,
    failNext: faults.add,
    reset() {
      requests.length = 0;
      faults.clear();
      cache.clear();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
