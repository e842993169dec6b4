import OpenAI from "openai";
import { errorOf, FIRST, MESSAGES, startGateway, type TestGateway } from "../../support/gateway.ts";

let gateway: TestGateway;
let now = 1_800_000_000_000;

beforeAll(async () => {
  gateway = await startGateway({ clock: { now: () => now }, env: { AIGATEWAY_INITIAL_CREDITS_CENTS: "1" } });
});
afterAll(() => gateway.close());
beforeEach(() => gateway.upstream.reset());

const request = { model: "m1", messages: MESSAGES };
const status = async (token: string, headers?: Record<string, string>) =>
  (await gateway.post(token, request, headers)).status;

test.each([
  ["malformed", "ng-x"],
  ["unknown", "ng-0000000000AA-g1-0000000000000000000000000000000000000000000000"],
  ["an API key", ""],
])("a credential that is %s is 401 with its code, and nothing goes upstream", async (_, token) => {
  const answer = await gateway.post(token || gateway.service.apiKey, "not even JSON");
  expect(answer.status).toBe(401);
  expect(await errorOf(answer)).toMatchObject({
    code: "ERR_NGROK_27007",
    type: "authentication_error",
  });
  expect(answer.headers.get("x-request-id")).toMatch(/^req_/);
  expect(gateway.upstream.requests).toHaveLength(0);
});

test("the key may come as x-api-key, but not two different ones", async () => {
  const { token } = await gateway.accessKey();
  const post = (headers: Record<string, string>) =>
    fetch(`${gateway.service.baseUrl}/v1/chat/completions`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(request),
    }).then((answer) => answer.status);
  expect(await post({ "x-api-key": token })).toBe(200);
  expect(await post({ "x-api-key": token, authorization: `Bearer ${token}` })).toBe(200);
  expect(await post({ "x-api-key": token, authorization: "Bearer ng-other" })).toBe(401);
  expect(await post({})).toBe(401);
});

test("a deleted key is refused on the very next request", async () => {
  const { id, token } = await gateway.accessKey();
  expect(await status(token)).toBe(200);
  await gateway.service.api("DELETE", `/access-keys/${id}`);
  expect(await status(token)).toBe(401);
});

test("an expired key is refused like a deleted one; expiresIn counts on the server's clock", async () => {
  const { id, token } = await gateway.accessKey();
  const { body } = await gateway.service.api("PATCH", `/access-keys/${id}`, { expiresIn: "1h" });
  expect(body.expiresAt).toBe(new Date(now + 3_600_000).toISOString());
  expect(await status(token)).toBe(200);
  now += 3_600_000;
  expect(await status(token)).toBe(401);
});

test("a changed configuration and a rotated provider key count from the very next request", async () => {
  const { token, configurationId } = await gateway.accessKey({ access: { models: { allow: ["m1"] } } });
  expect(await status(token)).toBe(200);
  await gateway.service.api("PATCH", `/access-key-configurations/${configurationId}`, {
    access: { models: { allow: ["m2"] } },
  });
  expect(await status(token)).toBe(422);
  await gateway.service.api("PATCH", `/access-key-configurations/${configurationId}`, { access: null });
  const [first] = gateway.providerKeyIds;
  await gateway.service.api("POST", `/provider-keys/${first}/rotate`, {
    name: "first",
    value: "sk-rotated-0123456789",
  });
  gateway.upstream.reset();
  expect(await status(token)).toBe(200);
  expect(gateway.upstream.requests[0]?.key).toBe("sk-rotated-0123456789");
  await gateway.service.api("POST", `/provider-keys/${first}/rotate`, { name: "first", value: FIRST });
});

test.each([
  ["not JSON", "{", "ERR_NGROK_3801", 400],
  ["not an object", "[]", "ERR_NGROK_3801", 400],
  ["a model that is no text", '{"model":5}', "ERR_NGROK_3801", 400],
  ["models that are no array", '{"models":"m1"}', "ERR_NGROK_3801", 400],
  ["no model at all", "{}", "ERR_NGROK_3801", 400],
  ["an unknown model", '{"model":"nonsense"}', "ERR_NGROK_3804", 422],
  ["an unknown provider", '{"model":"nobody:x"}', "ERR_NGROK_3803", 422],
  ["a provider without a credential", '{"model":"groq:x"}', "ERR_NGROK_3802", 400],
])("a request with %s is told so", async (_, body, code, expected) => {
  const { token } = await gateway.accessKey();
  const answer = await gateway.post(token, body);
  expect(answer.status).toBe(expected);
  const error = await errorOf(answer);
  expect(error).toMatchObject({ code, type: "invalid_request_error" });
  expect(error.message).toContain(code);
  expect(gateway.upstream.requests).toHaveLength(0);
});

test("whatever else is asked for under /v1 is 404 in OpenAI's shape", async () => {
  const { token } = await gateway.accessKey();
  const answer = await fetch(`${gateway.service.baseUrl}/v1/nothing`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(answer.status).toBe(404);
  expect((await errorOf(answer)).type).toBe("not_found_error");
});

test("when the credits are used up, requests are refused with 4026", async () => {
  const { token } = await gateway.accessKey();
  const long = { ...request, messages: [{ role: "user", content: "word ".repeat(120_000) }] };
  expect((await gateway.post(token, long)).status).toBe(200);
  const answer = await gateway.post(token, request);
  expect(answer.status).toBe(403);
  expect(await errorOf(answer)).toMatchObject({ code: "ERR_NGROK_4026", type: "permission_error" });
  const { balanceCents } = (await gateway.service.api("GET", "/credits/balance")).body;
  expect(balanceCents).toBeLessThanOrEqual(0);
});

test("an account that never had credits is told so with 6033", async () => {
  const poor = await startGateway({ env: { AIGATEWAY_INITIAL_CREDITS_CENTS: "0" } });
  const { token } = await poor.accessKey();
  const answer = await poor.post(token, request);
  expect([answer.status, (await errorOf(answer)).code]).toEqual([403, "ERR_NGROK_6033"]);
  await poor.close();
});

test("the secrets that went through are in no line of the log", async () => {
  const { token } = await gateway.accessKey();
  const log = gateway.service.logs.join("");
  expect(log).toContain('"msg":"request"');
  for (const secret of [FIRST, token, gateway.service.apiKey, "Say one two"])
    expect(log).not.toContain(secret);
});

test("OpenAI's SDK raises its own classes for what the gateway refuses", async () => {
  const { token } = await gateway.accessKey({ access: { models: { allow: [] } } });
  const ask = (key: string) => gateway.client(key).chat.completions.create(request);
  await expect(ask("ng-wrong")).rejects.toBeInstanceOf(OpenAI.AuthenticationError);
  await expect(ask(token)).rejects.toBeInstanceOf(OpenAI.PermissionDeniedError); // the credits are used up by now
});
