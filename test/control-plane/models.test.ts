import { catalogModels } from "../../control-plane/src/catalog/models.ts";
import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";

interface Listed {
  id: string;
  providerId: string;
  surfaces: string[];
  inputModalities?: string[];
}

let service: ControlPlane;
const list = async (query = ""): Promise<Listed[]> => {
  const { status, body } = await service.api("GET", `/models${query}`);
  expect(status).toBe(200);
  return body.aiGatewayModels;
};

beforeAll(async () => {
  service = await startControlPlane();
  const baseUrl = "https://models.example.com/v1";
  for (const provider of [
    { providerId: "any", models: [{ modelId: "m1" }, { modelId: "m2" }] },
    {
      providerId: "claude-like",
      models: [{ modelId: "c1" }],
      supportedApiSurfaces: [{ format: "anthropic" }],
    },
    {
      providerId: "embedder",
      models: [{ modelId: "e1" }],
      supportedApiSurfaces: [{ format: "openai", surface: "embeddings" }],
    },
    { providerId: "empty" },
  ]) {
    const body = { name: provider.providerId, baseUrl, ...provider };
    expect((await service.api("POST", "/providers", body)).status).toBe(201);
  }
});
afterAll(() => service?.close());

test("all models are listed once: those of custom providers first, then the catalog's, with what it knows", async () => {
  const models = await list();

  expect(models.map(({ id }) => id)).toEqual([
    "any:m1",
    "any:m2",
    "claude-like:c1",
    "embedder:e1",
    ...catalogModels().map(({ providerId, modelId }) => `${providerId}:${modelId}`),
  ]);
  expect(models.find(({ id }) => id === "anthropic:claude-opus-4-5")).toEqual({
    id: "anthropic:claude-opus-4-5",
    ...catalogModels().find(({ modelId }) => modelId === "claude-opus-4-5"),
    surfaces: ["chat-completions", "messages"],
  });
});

test("a custom provider's models show the surfaces that it states, and all where it states none", async () => {
  const all = ["chat-completions", "completions", "responses", "embeddings", "messages"];
  const surfaces = (await list()).slice(0, 4).map((model) => model.surfaces);

  expect(surfaces).toEqual([all, all, ["messages"], ["embeddings"]]);
});

test.each<[string, (model: Listed) => boolean]>([
  ["?provider=any", ({ providerId }) => providerId === "any"],
  ["?surface=messages", (model) => model.surfaces.includes("messages")],
  ["?inputModality=audio", (model) => model.inputModalities?.includes("audio") ?? false],
  [
    "?provider=google&surface=embeddings&inputModality=image",
    (model) => model.providerId === "google" && (model.inputModalities?.includes("image") ?? false),
  ],
])("%s leaves just what it says", async (query, belongs) => {
  const left = await list(query);

  expect(left).toEqual((await list()).filter(belongs));
  expect(left.length).toBeGreaterThan(0);
});

test("a filter that can't be is refused by its name, with what can be", async () => {
  const { status, body } = await service.api("GET", "/models?surface=chat&outputModality=smell&page=2");

  expect(status).toBe(422);
  expect(body.details).toMatchObject({
    surface: expect.stringContaining("chat-completions, completions"),
    outputModality: expect.stringContaining("text, image"),
  });
  expect(Object.keys(body.details)).toHaveLength(3);
});
