import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import { FIRST, MESSAGES, startGateway, type TestGateway } from "../../support/gateway.ts";

/** Which headers pass the gateway, by a client that sends what browsers and SDKs would not. */
let gateway: TestGateway;
let token: string;

beforeAll(async () => {
  gateway = await startGateway();
  ({ token } = await gateway.accessKey());
});
afterAll(() => gateway?.close());
beforeEach(() => gateway.upstream.reset());

async function post(path: string, headers: Record<string, string>, body: object): Promise<IncomingMessage> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) =>
    request(`${gateway.service.baseUrl}${path}`, { method: "POST", headers, agent: false }, resolve)
      .on("error", reject)
      .end(JSON.stringify(body)),
  );
  await text(answer);
  return answer;
}

/** What concerns the client's own connection, its credentials and its network. */
const PRIVATE = {
  connection: "close, X-Nominated",
  "x-nominated": "for this connection only",
  "keep-alive": "timeout=5",
  te: "trailers",
  trailer: "x-checksum",
  "proxy-authorization": "Basic c2VjcmV0",
  "proxy-connection": "keep-alive",
  cookie: "session=secret",
  "api-key": "sk-of-the-client",
  "x-goog-api-key": "sk-of-the-client",
  forwarded: "for=192.0.2.1",
  via: "1.1 proxy.example.com",
  "x-forwarded-for": "192.0.2.1",
  "x-forwarded-host": "gateway.example.com",
  "x-forwarded-port": "443",
  "x-forwarded-proto": "https",
  "x-real-ip": "192.0.2.1",
  "x-client-ip": "192.0.2.1",
  "true-client-ip": "192.0.2.1",
  "cf-connecting-ip": "192.0.2.1",
  "sec-fetch-mode": "cors",
  "accept-encoding": "gzip, br",
};
const PASSED = {
  traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
  tracestate: "vendor=1",
  "openai-beta": "assistants=v2",
  "user-agent": "a-program/1.0",
};
/** What a request needs to get there. */
const OWN = ["accept-encoding", "connection", "content-length", "content-type", "host"];

test("to an upstream in OpenAI's format go its credential and what is meant for it, and nothing else", async () => {
  const headers = { ...PRIVATE, ...PASSED, authorization: `Bearer ${token}`, "x-api-key": token };
  await post("/v1/chat/completions", headers, { model: "m1", messages: MESSAGES });
  const [sent] = gateway.upstream.requests;
  expect(Object.keys(sent?.headers ?? {}).sort()).toEqual(
    [...OWN, ...Object.keys(PASSED), "authorization"].sort(),
  );
  expect(sent?.headers).toMatchObject({
    ...PASSED,
    authorization: `Bearer ${FIRST}`,
    "accept-encoding": "identity",
    connection: "keep-alive",
    host: new URL(gateway.upstream.url).host,
  });
});

test("to one in Anthropic's format the version and the beta go as well", async () => {
  const versions = { "anthropic-version": "2023-06-01", "anthropic-beta": "test-2026" };
  const headers = { ...PRIVATE, ...PASSED, ...versions, authorization: `Bearer ${token}` };
  await post("/v1/messages", headers, { model: "m1", max_tokens: 9, messages: MESSAGES });
  const [sent] = gateway.upstream.requests;
  expect(Object.keys(sent?.headers ?? {}).sort()).toEqual(
    [...OWN, ...Object.keys(PASSED), ...Object.keys(versions), "x-api-key"].sort(),
  );
  expect(sent?.headers).toMatchObject({ ...PASSED, ...versions, "x-api-key": FIRST });
});

/** What concerns the upstream's own connection, its account and its site. */
const UPSTREAMS_OWN = {
  "set-cookie": "session=theirs",
  connection: "keep-alive, x-nominated",
  "x-nominated": "for this connection only",
  "keep-alive": "timeout=99",
  "proxy-authenticate": "Basic",
  "www-authenticate": "Bearer realm=theirs",
  server: "their-server/1.0",
  via: "1.1 their-proxy",
  "x-request-id": "their-request",
  "openai-organization": "org-of-the-account",
  "openai-project": "proj-of-the-account",
  "anthropic-organization-id": "org-of-the-account",
  "cf-ray": "1234",
  "alt-svc": 'h3=":443"',
  "strict-transport-security": "max-age=1",
  "access-control-allow-origin": "*",
  "content-security-policy": "default-src 'none'",
  location: "https://elsewhere.example.com",
  refresh: "0; url=https://elsewhere.example.com",
  "x-powered-by": "them",
};
const FOR_THE_CLIENT = {
  "retry-after": "7",
  "x-ratelimit-remaining-requests": "0",
  "anthropic-ratelimit-requests-remaining": "0",
  "openai-processing-ms": "12",
};
const COMPLETION = {
  object: "chat.completion",
  choices: [{ message: { content: "hi" }, finish_reason: "stop" }],
};
const STREAM = 'data: {"choices":[{"delta":{"content":"hi"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n';
const SSE = { "content-type": "text/event-stream" };

test.each([
  ["an answer", 200, COMPLETION, {}, []],
  ["a stream", 200, STREAM, SSE, ["cache-control", "x-accel-buffering"]],
  ["a refusal", 429, { error: { message: "slow down" } }, {}, []],
])(
  "of %s the client gets the headers that are for it, and no others",
  async (_, status, body, type, more) => {
    const { token: one } = await gateway.accessKey({
      router: {
        rules: [{ provider: "sim", steps: [{ type: "user", keys: [{ id: gateway.providerKeyIds[0] }] }] }],
      },
    });
    const headers = { ...UPSTREAMS_OWN, ...FOR_THE_CLIENT, ...type };
    gateway.upstream.failNext({ kind: "status", status, body, headers });
    const answer = await post(
      "/v1/chat/completions",
      { authorization: `Bearer ${one}`, connection: "close" },
      { model: "m1", messages: MESSAGES, stream: typeof body === "string" },
    );
    expect(answer.statusCode).toBe(status);
    const own = ["connection", "content-type", "date", "x-request-id"];
    const length = typeof body === "string" ? "transfer-encoding" : "content-length";
    expect(Object.keys(answer.headers).sort()).toEqual(
      [...own, length, ...more, ...Object.keys(FOR_THE_CLIENT)].sort(),
    );
    expect(answer.headers).toMatchObject({
      ...FOR_THE_CLIENT,
      connection: "close",
      "x-request-id": expect.stringMatching(/^req_/),
    });
  },
);
