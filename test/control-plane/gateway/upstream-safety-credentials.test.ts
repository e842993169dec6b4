import { FIRST, MESSAGES, SECOND, startGateway, type TestGateway } from "../../support/gateway.ts";
import type { RecordedRequest } from "../../support/simulated-provider/index.ts";
import { type SimulatedProvider, startSimulatedProvider } from "../../support/simulated-provider/index.ts";

/** A credential goes to its own provider, and to nobody else: not to another provider, and not back. */
const OTHER = "sk-other-0123456789abcdef";
/** Its special characters are written in another way in JSON. */
const ESCAPED = 'sk-"quoted"/slashed\\0123456789';

let gateway: TestGateway;
let other: SimulatedProvider;
let token: string;

beforeAll(async () => {
  gateway = await startGateway();
  other = await startSimulatedProvider({ keys: [OTHER] });
  const { service } = gateway;
  const declare = async (providerId: string, baseUrl: string, value: string) => {
    await service.api("POST", "/providers", { providerId, name: providerId, baseUrl });
    expect((await service.api("POST", "/provider-keys", { providerId, name: "k", value })).status).toBe(201);
  };
  await declare("other", other.url, OTHER);
  await declare("neighbour", gateway.upstream.url, SECOND.replace("second", "neighbour"));
  await declare("escaped", gateway.upstream.url, ESCAPED);
  ({ token } = await gateway.accessKey());
});
afterAll(async () => {
  await gateway?.close();
  await other?.close();
});
beforeEach(() => {
  gateway.upstream.reset();
  other.reset();
});

const ask = (body: object, headers?: Record<string, string>) =>
  gateway.post(token, { messages: MESSAGES, ...body }, headers);
const bytesOf = (requests: RecordedRequest[]) =>
  JSON.stringify(requests.map(({ headers, path, query, rawBody }) => [headers, path, query, rawBody]));

describe("in a failover over two providers", () => {
  const REQUESTS: Record<string, object> = {
    "chat/completions": { messages: MESSAGES },
    messages: { messages: MESSAGES, max_tokens: 9 },
  };
  test.each(Object.keys(REQUESTS))("each gets its own credentials only: /v1/%s", async (path) => {
    gateway.upstream.failNext({ kind: "status", status: 401 }, { key: FIRST });
    // A redirect to the other provider would take the credential there.
    const location = `${other.url}/v1/${path}`;
    gateway.upstream.failNext({ kind: "redirect", status: 307, location }, { key: SECOND });
    const answer = await fetch(`${gateway.service.baseUrl}/v1/${path}`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
        "anthropic-version": "2023-06-01",
      },
      body: JSON.stringify({ ...REQUESTS[path], model: "sim:m1", models: ["other:m1"] }),
    });
    expect(answer.status).toBe(200);
    expect(gateway.upstream.requests.map(({ key }) => key)).toEqual([FIRST, SECOND]);
    expect(other.requests.map(({ key }) => key)).toEqual([OTHER]);
    expect(bytesOf(gateway.upstream.requests)).not.toContain(OTHER);
    for (const secret of [FIRST, SECOND, token]) expect(bytesOf(other.requests)).not.toContain(secret);
  });

  test("one that has no key is passed over, and is not tried with another's", async () => {
    await gateway.service.api("POST", "/providers", { providerId: "bare", name: "Bare", baseUrl: other.url });
    gateway.upstream.failNext({ kind: "status", status: 500 }, { times: 2 });
    const answer = await ask({ model: "sim:m1", models: ["bare:m1"] });
    expect(answer.status).toBe(500);
    expect(other.requests).toEqual([]);
  });
});

test("two providers at one address, over connections that are kept: each request carries its own provider's credential", async () => {
  const models = ["sim:m1", "neighbour:m1", "sim:m1", "neighbour:m1"];
  for (const model of models) await (await ask({ model })).text();
  const neighbour = SECOND.replace("second", "neighbour");
  const { requests } = gateway.upstream;
  // The simulated provider does not know the neighbour's key; it says so, and that is all.
  expect(requests.map(({ key }) => key)).toEqual([FIRST, neighbour, FIRST, neighbour]);
  expect(bytesOf(requests.filter(({ key }) => key === FIRST))).not.toContain(neighbour);
});

describe("an upstream that gives the credential back", () => {
  const QUOTING = { error: { message: `bad key ${FIRST}` } };
  const only = async (keys: string[], provider = "sim") => {
    const router = {
      rules: [{ provider, steps: [{ type: "user" as const, keys: keys.map((id) => ({ id })) }] }],
    };
    return (await gateway.accessKey({ router })).token;
  };
  const seenBy = async (key: string, body: object) => {
    const answer = await gateway.post(key, { messages: MESSAGES, ...body });
    return JSON.stringify([...answer.headers]) + (await answer.text());
  };

  test.each([
    ["a refusal", 401, QUOTING, {}],
    ["a refusal that is text", 403, `bad key ${FIRST}`, { "content-type": "text/plain" }],
    ["a refusal of the request", 400, QUOTING, {}],
    ["a header of a refusal", 429, {}, { "x-ratelimit-key": FIRST, "retry-after": FIRST }],
    ["a header of an answer", 200, { choices: [] }, { "x-ratelimit-key": `Bearer ${FIRST}` }],
  ])("in %s: the client does not see it", async (_, status, body, headers) => {
    gateway.upstream.failNext({ kind: "status", status, body, headers });
    expect(await seenBy(await only([gateway.providerKeyIds[0]]), { model: "sim:m1" })).not.toContain(FIRST);
  });

  test("in each of several refusals: the line of no try has it", async () => {
    gateway.upstream.failNext({ kind: "status", status: 401, body: QUOTING }, { key: FIRST });
    const body = { error: { message: `${"x".repeat(190)} ${SECOND} and ${FIRST}` } };
    gateway.upstream.failNext({ kind: "status", status: 403, body }, { key: SECOND });
    const seen = await seenBy(token, { model: "sim:m1" });
    expect(seen).toContain("ERR_NGROK_3807");
    // Nor a part of it, where the reason is cut.
    for (const secret of [FIRST, SECOND]) expect(seen).not.toContain(secret.slice(0, 10));
  });

  test("in a stream's error event, first or later: the client does not see it", async () => {
    const piece = 'data: {"choices":[{"delta":{"content":"hi"}}]}\n\n';
    const event = `data: ${JSON.stringify(QUOTING)}\n\n`;
    const headers = { "content-type": "text/event-stream" };
    const key = await only([gateway.providerKeyIds[0]]);
    for (const body of [event, piece + event]) {
      gateway.upstream.failNext({ kind: "status", status: 200, body, headers });
      expect(await seenBy(key, { model: "sim:m1", stream: true })).not.toContain(FIRST);
    }
  });

  test.each([
    ["as JSON has to write it", JSON.stringify(ESCAPED).slice(1, -1)],
    ["with its slashes escaped, as JSON may", JSON.stringify(ESCAPED).slice(1, -1).replaceAll("/", "\\/")],
  ])("%s: the client does not see it", async (_, written) => {
    const { body } = await gateway.service.api("GET", "/provider-keys");
    const { id } = body.aiGatewayProviderKeys.find(
      ({ providerId }: { providerId: string }) => providerId === "escaped",
    );
    const text = `{"error":{"message":"bad key ${written}"}}`;
    gateway.upstream.failNext({ kind: "status", status: 401, body: text });
    const seen = await seenBy(await only([id], "escaped"), { model: "escaped:m1" });
    expect(gateway.upstream.requests.map(({ key }) => key)).toEqual([ESCAPED]);
    expect(seen).not.toContain("slashed");
  });

  test("it is in no line of the log", () => {
    for (const secret of [FIRST, SECOND, OTHER, ESCAPED]) {
      expect(gateway.service.logs.join("")).not.toContain(secret);
    }
  });
});
