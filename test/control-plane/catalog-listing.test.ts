import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";
import { findModels } from "../../control-plane/src/catalog/models.ts";
import { startGateway, type TestGateway } from "../support/gateway.ts";

/** What the catalog knows, as clients of a running gateway see it. */
let gateway: TestGateway;
let openai: OpenAI;
let token: string;

beforeAll(async () => {
  gateway = await startGateway();
  ({ token } = await gateway.accessKey());
  openai = gateway.client(token);
  for (const providerId of ["openai", "anthropic", "openrouter"]) {
    const key = { providerId, name: "k", value: `sk-${providerId}-0123456789abcdef` };
    expect((await gateway.service.api("POST", "/provider-keys", key)).status).toBe(201);
  }
});
afterAll(() => gateway?.close());

const CLAUDE = {
  id: "claude-opus-4-5",
  object: "model",
  created: 0,
  owned_by: "anthropic",
  name: "Claude Opus 4.5",
  context_window: 200_000,
  max_completion_tokens: 64_000,
  architecture: { input_modalities: ["text", "image", "pdf"], output_modalities: ["text"] },
};

test("a model shows its name, limits and modalities beside OpenAI's fields, alone and in the list", async () => {
  expect(await openai.models.retrieve("claude-opus-4-5")).toEqual(CLAUDE);
  expect(await openai.models.retrieve("anthropic:claude-opus-4-5")).toEqual(CLAUDE);
  const listed = (await openai.models.list()).data;
  expect(listed.find(({ id }) => id === CLAUDE.id)).toEqual(CLAUDE);
});

test("every listed model has OpenAI's four fields, and the limits that the catalog has of it at this provider", async () => {
  const listed = (await openai.models.list()).data as (OpenAI.Model & Record<string, unknown>)[];
  expect(listed.length).toBeGreaterThan(900);
  expect(new Set(listed.map(({ id }) => id)).size).toBe(listed.length);
  for (const model of listed.filter(({ owned_by }) => owned_by !== "sim")) {
    expect(model).toMatchObject({ id: expect.any(String), object: "model", created: 0 });
    const prefix = `${model.owned_by}:`;
    const modelId = model.id.startsWith(prefix) ? model.id.slice(prefix.length) : model.id;
    const known = findModels(modelId).find(({ providerId }) => providerId === model.owned_by);
    expect([model.id, model.context_window, model.max_completion_tokens, model.name]).toEqual([
      model.id,
      known?.contextWindow,
      known?.maxOutputTokens,
      known?.displayName,
    ]);
  }
});

test("what is not known is absent: a custom provider's model has OpenAI's fields only", async () => {
  const four = { id: "m1", object: "model", created: 0, owned_by: "sim" };
  expect(await openai.models.retrieve("m1")).toEqual(four);
});

test("the bare name is the model's at the provider that is asked first, each with its own limits", async () => {
  const own = await openai.models.retrieve("openai:gpt-4o");
  const resold = await openai.models.retrieve("openrouter:openai/gpt-4o");
  expect([own.id, own.owned_by]).toEqual(["gpt-4o", "openai"]);
  expect(resold.owned_by).toBe("openrouter");
  expect(own).toMatchObject({ context_window: 128_000, max_completion_tokens: 16_384 });
  expect(resold).toMatchObject({ context_window: 128_000 });
});

test("Anthropic's SDK reads the list too", async () => {
  const anthropic = new Anthropic({ apiKey: token, baseURL: gateway.service.baseUrl, maxRetries: 0 });
  const ids: string[] = [];
  for await (const { id } of anthropic.models.list()) ids.push(id);
  expect(ids).toContain("claude-opus-4-5");
});

test("a model that the catalog does not know is 404, with the SDK's own class", async () => {
  await expect(openai.models.retrieve("gpt-0")).rejects.toBeInstanceOf(OpenAI.NotFoundError);
});
