import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { MESSAGES, startGateway, type TestGateway } from "../../support/gateway.ts";

const BYTES = 12 * 1024 * 1024;

test("a stream waits for a client that reads slowly, instead of collecting what it can't take yet", async () => {
  const gateway: TestGateway = await startGateway();
  try {
    const { token } = await gateway.accessKey();
    gateway.upstream.failNext({ kind: "huge-chunk", bytes: BYTES });
    const response = await post(gateway, token);
    const requestId = response.headers["x-request-id"];
    // Nothing is read: the kernel's buffers fill up, and then the gateway has to wait.
    await new Promise((resolve) => setTimeout(resolve, 300));
    const isRecorded = async () => (await gateway.usage()).some((event) => event.requestId === requestId);
    expect(await isRecorded()).toBe(false);
    let total = 0;
    for await (const chunk of response) total += (chunk as Buffer).length;
    expect(total).toBeGreaterThan(BYTES);
    expect(await isRecorded()).toBe(true);
  } finally {
    await gateway.close();
  }
}, 30_000);

test("a client that takes nothing at all is let go of, its upstream with it, and pays for what was delivered", async () => {
  const gateway: TestGateway = await startGateway({ limits: { clientStallMs: 300 } });
  try {
    const { token } = await gateway.accessKey();
    gateway.upstream.failNext({ kind: "huge-chunk", bytes: BYTES });
    const response = await post(gateway, token);
    const gone = once(response, "error");
    let event: unknown;
    while (!event) [event] = await gateway.usage();
    expect(event).toMatchObject({ requestId: response.headers["x-request-id"], stopReason: "client_closed" });
    response.resume();
    await gone;
  } finally {
    await gateway.close();
  }
}, 30_000);

const event = (data: unknown) => `data: ${JSON.stringify(data)}\n\n`;
const piece = { choices: [{ index: 0, delta: { content: "x".repeat(BYTES) }, finish_reason: "stop" }] };

test.each([
  ["an answer in one piece", false, { kind: "huge-chunk", bytes: BYTES }],
  [
    "the last piece of a stream",
    true,
    {
      kind: "garbage-body",
      contentType: "text/event-stream",
      body: `${event({ choices: [] })}${event(piece)}data: [DONE]\n\n`,
    },
  ],
] as const)(
  "a client that takes nothing of %s is let go of as well",
  async (_, stream, fault) => {
    const gateway: TestGateway = await startGateway({ limits: { clientStallMs: 300 } });
    try {
      const { token } = await gateway.accessKey();
      gateway.upstream.failNext(fault);
      const response = await post(gateway, token, stream);
      const gone = once(response, "error");
      const requestId = response.headers["x-request-id"] as string;
      const logged = () => gateway.service.logs.find((line) => line.includes(`"${requestId}"`));
      for (let tries = 0; !logged() && tries < 40; tries++)
        await new Promise((resolve) => setTimeout(resolve, 100));
      // Which it is when the request is over.
      expect(JSON.parse(logged() ?? "{}")).toMatchObject({ status: 200, clientClosed: true });
      response.resume();
      await gone;
      const [usage] = await gateway.usage();
      expect(usage).toMatchObject({ requestId, stopReason: "stop" });
    } finally {
      await gateway.close();
    }
  },
  30_000,
);

test.each([false, true])(
  "a client that takes all and closes its connection is not said to have gone (stream: %s)",
  async (stream) => {
    const gateway: TestGateway = await startGateway();
    try {
      const { token } = await gateway.accessKey();
      const asked = Array.from({ length: 20 }, () =>
        gateway.post(token, { model: "m1", messages: MESSAGES, stream }, { connection: "close" }),
      );
      for (const answer of await Promise.all(asked)) await answer.text();
      const logged = () => gateway.service.logs.filter((line) => line.includes('"/v1/chat/completions"'));
      for (let tries = 0; logged().length < 20 && tries < 40; tries++)
        await new Promise((resolve) => setTimeout(resolve, 50));
      expect(logged()).toHaveLength(20);
      expect(logged().filter((line) => line.includes("clientClosed"))).toEqual([]);
    } finally {
      await gateway.close();
    }
  },
);

/** A client that reads only when it is told to, unlike `fetch`. */
async function post({ service }: TestGateway, token: string, stream = true): Promise<IncomingMessage> {
  const sent = request(`${service.baseUrl}/v1/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
  });
  sent.end(JSON.stringify({ model: "m1", messages: MESSAGES, stream }));
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  return response;
}
