import type { AddressInfo } from "node:net";
import { createServer, type Server, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { MESSAGES, startGateway, type TestGateway } from "../../support/gateway.ts";

/** An upstream that sends more answers than it was asked for, so that the next request on its connection takes one. */
const answerOf = (content: string) => {
  const body = JSON.stringify({
    object: "chat.completion",
    choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
  });
  return `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
};

let gateway: TestGateway;
let upstream: Server;
let token: string;
/** How the second answer follows the first. */
let plant: (socket: Socket) => void;
const sockets: Socket[] = [];

beforeAll(async () => {
  gateway = await startGateway({ limits: { perRequestTimeoutMs: 2000 } });
  upstream = createServer((socket) => {
    sockets.push(socket);
    let received = "";
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      received += chunk;
      // One request has come when its JSON body has.
      if (!received.endsWith("}]}")) return;
      received = "";
      plant(socket);
    });
  });
  await new Promise<void>((resolve) => upstream.listen(0, "127.0.0.1", resolve));
  const baseUrl = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
  for (const providerId of ["first", "second"]) {
    await gateway.service.api("POST", "/providers", { providerId, name: providerId, baseUrl });
    const value = `sk-of-${providerId}-0123456789`;
    await gateway.service.api("POST", "/provider-keys", { providerId, name: "k", value });
  }
  ({ token } = await gateway.accessKey());
});
afterAll(async () => {
  await gateway?.close();
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => upstream.close(resolve));
});

const ask = async (providerId: string) => {
  const answer = await gateway.post(token, { model: `${providerId}:m1`, messages: MESSAGES });
  return answer.text();
};

test.each<[string, (socket: Socket) => void]>([
  ["in the same piece", (socket) => socket.write(answerOf("honest") + answerOf("planted"))],
  [
    "a little later",
    (socket) => {
      socket.write(answerOf("honest"));
      setTimeout(() => socket.write(answerOf("planted")), 20);
    },
  ],
])("an answer that nobody asked for, %s, reaches no other request", async (_, planting) => {
  plant = planting;
  expect(await ask("first")).toContain("honest");
  await sleep(50);
  plant = (socket) => socket.write(answerOf("honest"));
  expect(await ask("second")).toContain("honest");
});

test("an answer with two different lengths is no answer", async () => {
  plant = (socket) => socket.write(answerOf("honest").replace("\r\n\r\n", "\r\ncontent-length: 5\r\n\r\n"));
  expect(await ask("first")).toContain("ERR_NGROK_3800");
});
