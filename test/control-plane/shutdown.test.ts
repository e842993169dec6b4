import { once } from "node:events";
import { connect } from "node:net";
import { FIRST, MESSAGES, startGateway, type TestGateway } from "../support/gateway.ts";

let gateway: TestGateway;
let token: string;
beforeEach(async () => {
  gateway = await startGateway({ env: { AIGATEWAY_SHUTDOWN_TIMEOUT_MS: "1500" } });
  ({ token } = await gateway.accessKey());
});
afterEach(() => gateway.upstream.close());

test("a request that runs is finished and recorded, one that is new is refused", async () => {
  gateway.upstream.failNext({ kind: "slow", headersMs: 500 }, { key: FIRST });
  const running = gateway.post(token, { model: "m1", messages: MESSAGES });
  while (gateway.upstream.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  const closing = gateway.service.close();
  await expect(fetch(`${gateway.service.baseUrl}/healthz`)).rejects.toThrow();
  expect((await running).status).toBe(200);
  await closing;
});

test("on a connection that was open before, new requests get 503 and the connection is closed", async () => {
  const { hostname, port } = new URL(gateway.service.baseUrl);
  const socket = connect(Number(port), hostname).setEncoding("utf8");
  await once(socket, "connect");
  gateway.upstream.failNext({ kind: "slow", headersMs: 700 });
  const running = gateway.post(token, { model: "m1", messages: MESSAGES });
  while (gateway.upstream.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  // Half a request is not idle: the connection outlives the start of the shutdown.
  socket.write("GET /readyz HTTP/1.1\r\nHost: x\r\n");
  await new Promise((resolve) => setTimeout(resolve, 50));
  const closing = gateway.service.close();
  socket.write("\r\n");
  const [answer] = await once(socket, "data");
  expect(answer).toContain("503 Service Unavailable");
  expect((await running).status).toBe(200);
  await closing;
});

test("what does not end within the deadline is cut off", async () => {
  gateway.upstream.failNext({ kind: "hang-before-headers" }, { times: 5 });
  const running = gateway.post(token, { model: "m1", messages: MESSAGES });
  const failed = expect(running).rejects.toThrow();
  while (gateway.upstream.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  const started = performance.now();
  await gateway.service.close();
  await failed;
  expect(performance.now() - started).toBeGreaterThan(1400);
  expect(performance.now() - started).toBeLessThan(4000);
});
