import OpenAI from "openai";
import { MESSAGES, startGateway, type TestGateway } from "../../support/gateway.ts";
import { createLedgerReader, type LedgerReader } from "./ledger.ts";

/** Which of the SDK's classes a program has to catch, for the upstream's faults and for the gateway's own. */
let gateway: TestGateway;
let ledger: LedgerReader;
/** May use two provider keys. */
let two: OpenAI;
/** May use one provider key. */
let one: OpenAI;

beforeAll(async () => {
  gateway = await startGateway({ limits: { perRequestTimeoutMs: 300, totalTimeoutMs: 500 } });
  ledger = createLedgerReader(gateway);
  const [first] = gateway.providerKeyIds;
  const steps = [{ type: "user" as const, keys: [{ id: first }] }];
  one = gateway.client((await gateway.accessKey({ router: { rules: [{ provider: "sim", steps }] } })).token);
  two = gateway.client((await gateway.accessKey()).token);
});
afterAll(() => gateway?.close());
beforeEach(async () => {
  gateway.upstream.reset();
  // A success, so that the failures of the tests before do not add up to an open circuit.
  await one.chat.completions.create(request);
  gateway.upstream.reset();
  await new Promise((resolve) => setTimeout(resolve, 5));
  ledger.mark();
});

const request = { model: "sim:m1", messages: MESSAGES };
const wrong = () => gateway.client("ng-wrong");
type ErrorClass = new (...args: never[]) => Error;
const errorFrom = (asked: Promise<unknown>): Promise<InstanceType<typeof OpenAI.APIError>> =>
  asked.then(
    () => {
      throw new Error("It was answered.");
    },
    (error) => error,
  );

describe("an upstream's own error", () => {
  test.each([
    [400, OpenAI.BadRequestError, "invalid_request_error"],
    [401, OpenAI.AuthenticationError, "invalid_request_error"],
    [403, OpenAI.PermissionDeniedError, "permission_error"],
    [404, OpenAI.NotFoundError, "invalid_request_error"],
    [409, OpenAI.ConflictError, "invalid_request_error"],
    [413, OpenAI.APIError, "invalid_request_error"],
    [422, OpenAI.UnprocessableEntityError, "invalid_request_error"],
    [429, OpenAI.RateLimitError, "rate_limit_error"],
    [500, OpenAI.InternalServerError, "server_error"],
    [503, OpenAI.InternalServerError, "server_error"],
    [529, OpenAI.InternalServerError, "server_error"],
  ])(
    "%d raises the class of that status in the upstream's words, for streams too",
    async (status, type, word) => {
      gateway.upstream.failNext({ kind: "status", status }, { times: 2 });
      const error = await errorFrom(one.chat.completions.create(request));
      expect(error).toBeInstanceOf(type);
      expect(error).toMatchObject({ status, type: word, code: null, param: null });
      expect(error.message).toBe(`${status} A simulated fault: ${status}.`);
      expect(await errorFrom(one.chat.completions.create({ ...request, stream: true }))).toBeInstanceOf(type);
      const events = await ledger.events(2);
      expect(events[0]).toMatchObject({ statusCode: status, isError: true, requestId: error.requestID });
    },
  );

  test("whose body is not JSON raises the class of its status all the same", async () => {
    const html = "<html>Bad gateway</html>";
    gateway.upstream.failNext({
      kind: "status",
      status: 502,
      body: html,
      headers: { "content-type": "text/html" },
    });
    const error = await errorFrom(one.chat.completions.create(request));
    expect(error).toBeInstanceOf(OpenAI.InternalServerError);
    expect(error.message).toBe(`502 ${html}`);
  });
});

describe("the gateway's own error", () => {
  const chat = (client: OpenAI, more: object = {}) => client.chat.completions.create({ ...request, ...more });
  const both = { times: 2 };
  const refusing = (status: number) => () => gateway.upstream.failNext({ kind: "status", status }, both);
  const hanging = () => gateway.upstream.failNext({ kind: "hang-before-headers" }, both);
  const cutting = () => gateway.upstream.failNext({ kind: "close-before-headers" });
  const cuttingAndRefusing = () => {
    cutting();
    refusing(500)();
  };
  const well = () => {};
  const named = (model: unknown) => () => chat(one, { model });

  test.each<[number, number, string, ErrorClass, () => void, () => Promise<unknown>]>([
    [3800, 502, "server_error", OpenAI.InternalServerError, cutting, () => chat(one)],
    [3801, 400, "invalid_request_error", OpenAI.BadRequestError, well, named(7)],
    [3802, 400, "invalid_request_error", OpenAI.BadRequestError, well, named("groq:x")],
    [3803, 422, "invalid_request_error", OpenAI.UnprocessableEntityError, well, named("nobody:x")],
    [3804, 422, "invalid_request_error", OpenAI.UnprocessableEntityError, well, named("unheard-of")],
    [3807, 503, "server_error", OpenAI.InternalServerError, cuttingAndRefusing, () => chat(two)],
    [3807, 500, "server_error", OpenAI.InternalServerError, refusing(500), () => chat(two)],
    [3807, 429, "rate_limit_error", OpenAI.RateLimitError, refusing(429), () => chat(two)],
    [3807, 401, "authentication_error", OpenAI.AuthenticationError, refusing(401), () => chat(two)],
    [3807, 403, "permission_error", OpenAI.PermissionDeniedError, refusing(403), () => chat(two)],
    [3807, 409, "invalid_request_error", OpenAI.ConflictError, refusing(409), () => chat(two)],
    [3810, 504, "server_error", OpenAI.InternalServerError, hanging, () => chat(two)],
    [27007, 401, "authentication_error", OpenAI.AuthenticationError, well, () => chat(wrong())],
  ])("%d is %d, %s, and raises the SDK's class for it", async (code, status, type, errorClass, fail, ask) => {
    fail();
    const error = await errorFrom(ask());
    expect(error).toBeInstanceOf(errorClass);
    expect(error).toMatchObject({ status, type, code: `ERR_NGROK_${code}` });
    expect(error.message).toContain(`ERR_NGROK_${code}`);
    expect(error.requestID).toMatch(/^req_/);
  });

  test("3811 is 413, which is the SDK's general class", async () => {
    await gateway.service.api("PATCH", "/gateway-config", { maxInputTokens: 1 });
    const error = await errorFrom(chat(one));
    await gateway.service.api("PATCH", "/gateway-config", { maxInputTokens: null });
    expect(error).toBeInstanceOf(OpenAI.APIError);
    expect(error).toMatchObject({ status: 413, type: "invalid_request_error", code: "ERR_NGROK_3811" });
  });

  test("6033 is 403, for an account that never had credits", async () => {
    const poor = await startGateway({ env: { AIGATEWAY_INITIAL_CREDITS_CENTS: "0" } });
    const error = await errorFrom(chat(poor.client((await poor.accessKey()).token)));
    await poor.close();
    expect(error).toBeInstanceOf(OpenAI.PermissionDeniedError);
    expect(error).toMatchObject({ type: "permission_error", code: "ERR_NGROK_6033" });
  });

  test("the fields that are at fault are named", async () => {
    expect(await errorFrom(chat(one, { model: "nobody:x" }))).toMatchObject({ param: "model" });
    expect(await errorFrom(chat(one, { models: "m2" }))).toMatchObject({ param: "models" });
  });
});
