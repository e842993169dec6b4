import OpenAI, { toFile } from "openai";
import { startGateway, type TestGateway } from "../../support/gateway.ts";

/** What the gateway does not serve is the SDK's NotFoundError, never a connection error or a hanging request. */
let gateway: TestGateway;
let client: OpenAI;

beforeAll(async () => {
  gateway = await startGateway();
  client = gateway.client((await gateway.accessKey()).token);
});
afterAll(() => gateway?.close());

const model = "sim:m1";
const small = () => toFile(Buffer.from("{}"), "batch.jsonl");
const large = () => toFile(Buffer.alloc(8 * 1024 * 1024, "x"), "large.jsonl");

test.each<[string, () => Promise<unknown>]>([
  ["a list of files", () => client.files.list().then((page) => page.data)],
  ["an upload", async () => client.files.create({ file: await small(), purpose: "batch" })],
  ["an upload of megabytes", async () => client.files.create({ file: await large(), purpose: "batch" })],
  ["a transcription", async () => client.audio.transcriptions.create({ model, file: await small() })],
  ["an image", () => client.images.generate({ model, prompt: "x" })],
  ["a moderation", () => client.moderations.create({ model, input: "x" })],
  ["a batch", () => client.batches.retrieve("batch_1")],
  ["a fine-tuning job", () => client.fineTuning.jobs.create({ model, training_file: "file_1" })],
  ["a stored response", () => client.responses.retrieve("resp_1")],
  ["the deletion of a stored response", () => client.responses.delete("resp_1")],
  ["a stored completion", () => client.chat.completions.retrieve("chatcmpl-1")],
  ["a vector store", () => client.vectorStores.list().then((page) => page.data)],
  ["a model that is not there", () => client.models.retrieve("unheard-of")],
  ["the deletion of a model", () => client.models.delete("m1")],
])("%s", async (_, ask) => {
  const error = (await ask().catch((caught) => caught)) as InstanceType<typeof OpenAI.APIError>;
  expect(error).toBeInstanceOf(OpenAI.NotFoundError);
  expect(error).toMatchObject({ status: 404, type: "not_found_error" });
  expect(error.requestID).toMatch(/^req_/);
  expect(gateway.upstream.requests).toEqual([]);
});
