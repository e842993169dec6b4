import Anthropic from "@anthropic-ai/sdk";
import { startGateway, type TestGateway } from "../../support/gateway.ts";
import { createLedgerReader, type LedgerReader } from "./ledger.ts";
import { realmFetch } from "./realm-fetch.ts";

/** Which of the SDK's classes a program has to catch, for the upstream's faults and for the gateway's own. */
let gateway: TestGateway;
let ledger: LedgerReader;
/** May use two provider keys. */
let two: Anthropic;
/** May use one provider key. */
let one: Anthropic;

const clientWith = (apiKey: string) =>
  new Anthropic({ apiKey, baseURL: gateway.service.baseUrl, maxRetries: 0, fetch: realmFetch });

beforeAll(async () => {
  gateway = await startGateway({ limits: { perRequestTimeoutMs: 600, totalTimeoutMs: 800 } });
  ledger = createLedgerReader(gateway);
  const [first] = gateway.providerKeyIds;
  const steps = [{ type: "user" as const, keys: [{ id: first }] }];
  one = clientWith((await gateway.accessKey({ router: { rules: [{ provider: "sim", steps }] } })).token);
  two = clientWith((await gateway.accessKey()).token);
});
afterAll(() => gateway?.close());
beforeEach(async () => {
  gateway.upstream.reset();
  // A success, so that the failures of the tests before do not add up to an open circuit.
  await one.messages.create(request);
  gateway.upstream.reset();
  await new Promise((resolve) => setTimeout(resolve, 5));
  ledger.mark();
});

const request = {
  model: "sim:m1",
  max_tokens: 100,
  messages: [{ role: "user" as const, content: "one two three" }],
};
type ErrorClass = new (...args: never[]) => Error;
const errorFrom = (asked: Promise<unknown>): Promise<InstanceType<typeof Anthropic.APIError>> =>
  asked.then(
    () => {
      throw new Error("It was answered.");
    },
    (error) => error,
  );

test.each<[number, ErrorClass, string]>([
  [400, Anthropic.BadRequestError, "invalid_request_error"],
  [401, Anthropic.AuthenticationError, "authentication_error"],
  [403, Anthropic.PermissionDeniedError, "permission_error"],
  [404, Anthropic.NotFoundError, "not_found_error"],
  [409, Anthropic.ConflictError, "invalid_request_error"],
  [413, Anthropic.APIError, "request_too_large"],
  [422, Anthropic.UnprocessableEntityError, "invalid_request_error"],
  [429, Anthropic.RateLimitError, "rate_limit_error"],
  [500, Anthropic.InternalServerError, "api_error"],
  [529, Anthropic.InternalServerError, "overloaded_error"],
])(
  "an upstream's %d raises the class of that status with Anthropic's type",
  async (status, errorClass, type) => {
    gateway.upstream.failNext({ kind: "status", status });
    const error = await errorFrom(one.messages.create(request));
    expect(error).toBeInstanceOf(errorClass);
    expect(error).toMatchObject({ status, type });
    expect(error.message).toContain(`A simulated fault: ${status}.`);
    expect(await ledger.event()).toMatchObject({ statusCode: status, isError: true });
  },
);

describe("the gateway's own error", () => {
  const refusing = (status: number) => () =>
    gateway.upstream.failNext({ kind: "status", status }, { times: 2 });
  const hanging = () => gateway.upstream.failNext({ kind: "hang-before-headers" }, { times: 2 });
  const cutting = () => gateway.upstream.failNext({ kind: "close-before-headers" });
  const well = () => {};
  const ask = (client: Anthropic, model: string) => () => client.messages.create({ ...request, model });

  test.each<[number, number, string, ErrorClass, () => void, () => Promise<unknown>]>([
    [3800, 502, "api_error", Anthropic.InternalServerError, cutting, () => one.messages.create(request)],
    [3802, 400, "invalid_request_error", Anthropic.BadRequestError, well, () => ask(one, "anthropic:x")()],
    [
      3803,
      422,
      "invalid_request_error",
      Anthropic.UnprocessableEntityError,
      well,
      () => ask(one, "groq:x")(),
    ],
    [
      3804,
      422,
      "invalid_request_error",
      Anthropic.UnprocessableEntityError,
      well,
      () => ask(one, "unheard")(),
    ],
    [
      3807,
      429,
      "rate_limit_error",
      Anthropic.RateLimitError,
      refusing(429),
      () => two.messages.create(request),
    ],
    [
      3807,
      409,
      "invalid_request_error",
      Anthropic.ConflictError,
      refusing(409),
      () => two.messages.create(request),
    ],
    [
      3807,
      529,
      "overloaded_error",
      Anthropic.InternalServerError,
      refusing(529),
      () => two.messages.create(request),
    ],
    [3810, 504, "timeout_error", Anthropic.InternalServerError, hanging, () => two.messages.create(request)],
    [
      27007,
      401,
      "authentication_error",
      Anthropic.AuthenticationError,
      well,
      () => ask(clientWith("ng-x"), "m1")(),
    ],
  ])(
    "%d is %d, %s, and raises the SDK's class for it",
    async (code, status, type, errorClass, fail, send) => {
      fail();
      const error = await errorFrom(send());
      expect(error).toBeInstanceOf(errorClass);
      expect(error).toMatchObject({ status, type });
      expect(error.message).toContain(`ERR_NGROK_${code}`);
    },
  );
});
