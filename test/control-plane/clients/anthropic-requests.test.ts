import Anthropic from "@anthropic-ai/sdk";
import { startGateway, type TestGateway } from "../../support/gateway.ts";
import { createLedgerReader } from "./ledger.ts";

let gateway: TestGateway;
let client: Anthropic;

beforeAll(async () => {
  gateway = await startGateway();
  const { token } = await gateway.accessKey();
  client = new Anthropic({ apiKey: token, baseURL: gateway.service.baseUrl, maxRetries: 0 });
});
afterAll(() => gateway?.close());
beforeEach(() => gateway.upstream.reset());

const request = {
  model: "sim:m1",
  max_tokens: 100,
  messages: [{ role: "user" as const, content: "one two three" }],
};
const errorFrom = async (asked: Promise<unknown>) =>
  (await asked.catch((caught) => caught)) as InstanceType<typeof Anthropic.APIError>;

test.each<[string, () => Promise<unknown>]>([
  ["counting tokens", () => client.messages.countTokens(request)],
  ["a batch", () => client.messages.batches.retrieve("msgbatch_1")],
])("%s is not served: the SDK's NotFoundError", async (_, send) => {
  const error = await errorFrom(send());
  expect(error).toBeInstanceOf(Anthropic.NotFoundError);
  expect(error.message).toContain("There is no ");
  expect(gateway.upstream.requests).toEqual([]);
});

test("what both vendors have at the same address is the SDK's NotFoundError too", async () => {
  const error = await errorFrom(client.beta.files.list().then((page) => page.data));
  expect(error).toBeInstanceOf(Anthropic.NotFoundError);
  expect(error.message).toContain("There is no GET /v1/files.");
});

test("every answer and every error carries the request's id where the SDK looks for it", async () => {
  const message = await client.messages.create(request);
  expect(message._request_id).toBe((await createLedgerReader(gateway).event()).requestId);
  const error = await errorFrom(client.messages.create({ ...request, model: "groq:x" }));
  expect(error.requestID).toMatch(/^req_/);
});
