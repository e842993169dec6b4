import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { EventSplitter } from "../../../control-plane/src/gateway/sse.ts";
import { type ControlPlane, startControlPlane } from "../../support/control-plane.ts";
import { errorOf } from "../../support/gateway.ts";
import { type HandmadeUpstream, startHandmadeUpstream } from "../../support/handmade-upstream.ts";

type Answer = Parameters<typeof startHandmadeUpstream>[0];

let service: ControlPlane;
let upstream: HandmadeUpstream;
let token: string;
let answer: Answer;

beforeAll(async () => {
  upstream = await startHandmadeUpstream((...given) => answer(...given));
  service = await startControlPlane({ limits: { perRequestTimeoutMs: 1500, totalTimeoutMs: 3000 } });
  const provider = { providerId: "own", name: "Own", baseUrl: upstream.url, models: [{ modelId: "m1" }] };
  await service.api("POST", "/providers", provider);
  await service.api("POST", "/provider-keys", {
    providerId: "own",
    name: "k",
    value: "sk-own-0123456789abcdef",
  });
  token = (await service.api("POST", "/access-keys", {})).body.token;
});
afterAll(async () => {
  await service.close();
  await upstream.close();
});

const post = (body: string, signal?: AbortSignal) =>
  fetch(`${service.baseUrl}/v1/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body,
    ...(signal && { signal }),
  });
const usage = async (): Promise<unknown[]> =>
  (await service.api("GET", "/usage?startTime=2000-01-01T00:00:00Z&includeRetries=true&limit=100")).body
    .aiGatewayUsage;
const json =
  (text: string): Answer =>
  (response) =>
    response.writeHead(200, { "content-type": "application/json" }).end(text);
const chunk = (content: string) => `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`;
/** Chunks without an end. */
const endless: Answer = (response) => {
  response.writeHead(200, { "content-type": "text/event-stream" });
  const writing = setInterval(() => response.write(chunk("y".repeat(2000))), 5);
  response.once("close", () => clearInterval(writing));
};

test("comments without end, and lines without a blank one, take time by their length and not by its square", () => {
  const took = (pieces: number, read: (splitter: EventSplitter) => void, piece: Buffer) => {
    const splitter = new EventSplitter();
    const started = performance.now();
    for (let i = 0; i < pieces; i++) {
      splitter.push(piece);
      read(splitter);
    }
    return performance.now() - started;
  };
  const comments = Buffer.from(": still thinking\n\n".repeat(500));
  const line = Buffer.from(`data: ${"x".repeat(1000)}\n`);
  // Two megabytes of the first took 50 s once, four of the second 6 s.
  expect(took(230, (splitter) => splitter.peekData(), comments)).toBeLessThan(2000);
  expect(took(4000, (splitter) => splitter.next(), line)).toBeLessThan(2000);
});

test.each([
  ["comments", ": still here\n\n"],
  ["pieces", chunk("more")],
  ["bytes without a line's end", "x"],
])("a stream that goes on with %s after its end is let go of", async (_, more) => {
  let isClosed = false;
  answer = (response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(`${chunk("one")}data: [DONE]\n\n`);
    const writing = setInterval(() => response.write(more), 20);
    response.once("close", () => {
      clearInterval(writing);
      isClosed = true;
    });
  };
  const body = '{"model":"own:m1","messages":[],"stream":true}';
  expect(await (await post(body)).text()).toBe(`${chunk("one")}data: [DONE]\n\n`);
  for (let tries = 0; !isClosed && tries < 100; tries++) await sleep(20);
  expect(isClosed).toBe(true);
});

test("an answer and a request that are nested however deeply are passed on and recorded", async () => {
  const deep = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth);
  const before = (await usage()).length;
  answer = json(`{"choices":[{"message":{"content":${deep("[", "]", 20_000)}}}]}`);
  expect((await post('{"model":"own:m1","messages":[]}')).status).toBe(200);
  answer = json('{"choices":[{"message":{"content":"hello"}}]}');
  const content = `${'[{"content":'.repeat(9000)}[]${"}]".repeat(9000)}`;
  expect((await post(`{"model":"own:m1","messages":[{"content":${content}}]}`)).status).toBe(200);
  expect(await usage()).toHaveLength(before + 2);
});

test("a success that holds nothing but an error is none", async () => {
  answer = json('{"error":{"message":"Provider returned error","code":502}}');
  const refused = await post('{"model":"own:m1","messages":[]}');
  expect([refused.status, (await errorOf(refused)).code]).toEqual([502, "ERR_NGROK_3800"]);
});

test("a client that hangs up while its request waits behind another of its connection ends both, and both are recorded", async () => {
  const before = (await usage()).length;
  answer = (response, request) => {
    if (!request.headers["x-first"]) endless(response, request);
  };
  const body = JSON.stringify({ model: "own:m1", messages: [], stream: true });
  const request = (header: string) =>
    `POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n${header}Content-Length: ${body.length}\r\n\r\n${body}`;
  const client = connect(Number(new URL(service.baseUrl).port), "127.0.0.1");
  client.write(request("X-First: 1\r\n") + request(""));
  for (let i = 0; i < 100 && upstream.open() < 2; i++) await sleep(20);
  expect(upstream.open()).toBe(2);
  client.destroy();
  for (let i = 0; i < 100 && upstream.open() > 0; i++) await sleep(20);
  expect(upstream.open()).toBe(0);
  for (let i = 0; i < 50 && (await usage()).length < before + 2; i++) await sleep(20);
  expect(await usage()).toHaveLength(before + 2);
});
