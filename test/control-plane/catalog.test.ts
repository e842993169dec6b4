import { readFileSync } from "node:fs";
import { join } from "node:path";
import { calcPrice, findProvider } from "@pydantic/genai-prices";
import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { BUILT_IN_PROVIDERS, builtInProvider } from "../../control-plane/src/catalog/built-in-providers.ts";
import { type Catalog, catalogSchema } from "../../control-plane/src/catalog/catalog-schema.ts";
import {
  catalogModels,
  findModels,
  modelDisplayName,
  providersOfModel,
} from "../../control-plane/src/catalog/models.ts";
import { SURFACES } from "../../control-plane/src/gateway/surfaces/index.ts";

/** The data file as it is checked in, and what the router finds in it. */
const read = (name: string) =>
  JSON.parse(readFileSync(join(__dirname, "../../control-plane/src/catalog", name), "utf8"));
const catalog: Catalog = read("catalog.json");
const nameOf = ({ providerId, modelId }: { providerId: string; modelId: string }) =>
  `${providerId}:${modelId}`;
const excluded: string[] = read("hand-kept.json").excluded.flatMap(
  (each: { modelIds: string[] }) => each.modelIds,
);
const priced = BUILT_IN_PROVIDERS.map(({ id }) => id).filter((id) => findProvider({ providerId: id }));

test("the file satisfies its schema, and the JSON Schema beside it that other languages read", () => {
  expect(catalogSchema.safeParse(catalog).error?.issues).toBeUndefined();
  const validate = addFormats(new Ajv2020()).compile(read(catalog.$schema));
  expect([validate(catalog), validate.errors]).toEqual([true, null]);
});

test.each([
  ["an unknown member", { color: "red" }],
  ["a limit of zero", { maxOutputTokens: 0 }],
  ["a limit that is no whole number", { contextWindow: 0.5 }],
  ["an unknown modality", { inputModalities: ["smell"] }],
  ["a model without an id", { modelId: "" }],
])("the JSON Schema refuses %s", (_, fault) => {
  const validate = addFormats(new Ajv2020()).compile(read(catalog.$schema));
  expect(validate({ ...catalog, models: [{ ...catalog.models[0], ...fault }] })).toBe(false);
});

test("the nine built-in providers are there, in the order in which bare names are resolved", () => {
  expect(BUILT_IN_PROVIDERS.map(({ id }) => id)).toEqual([
    ...["openai", "anthropic", "google", "groq", "deepseek"],
    ...["openrouter", "hyperbolic", "inceptionlabs", "inference-net"],
  ]);
  expect(builtInProvider("openai")?.displayName).toBe("OpenAI");
  expect(builtInProvider("OpenAI")).toBeUndefined();
});

test("each provider's surfaces are surfaces of the gateway, which sends its credential as the catalog says", () => {
  for (const { auth, surfaces } of BUILT_IN_PROVIDERS) {
    for (const id of surfaces) {
      const format = SURFACES.find((surface) => surface.id === id)?.format;
      const header = auth[format?.id ?? "openai"] === "x-api-key" ? "x-api-key" : "authorization";
      const headers = format?.credentialHeaders("k", "host") ?? {};
      expect(Object.keys(headers).map((name) => name.toLowerCase())).toEqual([header]);
    }
  }
});

test("each model has its provider, and stands among that provider's", () => {
  const order = BUILT_IN_PROVIDERS.map(({ id }) => id);
  const places = catalogModels().map(({ providerId }) => order.indexOf(providerId));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

test("no provider has a model twice, in whatever case", () => {
  const names = catalogModels().map((model) => nameOf(model).toLowerCase());
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test("limits are positive, and no model gives out more than its context window holds", () => {
  const wrong = catalogModels().filter(
    ({ contextWindow = Number.POSITIVE_INFINITY, maxOutputTokens = 1 }) => {
      return contextWindow <= 0 || maxOutputTokens <= 0 || maxOutputTokens > contextWindow;
    },
  );
  expect(wrong).toEqual([]);
});

test("each name that has a price is found bare, in whatever case, at its provider and under the price list's name", () => {
  let names = 0;
  for (const providerId of priced) {
    for (const { id, name } of findProvider({ providerId })?.models ?? []) {
      // Google's list holds what Vertex AI serves of others; the address of the catalog does not.
      if ((providerId === "google" && !/^gem(ini|ma)/.test(id)) || excluded.includes(id)) continue;
      names += 1;
      expect([id, providersOfModel(id.toUpperCase())]).toEqual([id, expect.arrayContaining([providerId])]);
      if (name) expect(modelDisplayName(providerId, id)).toBe(name);
    }
  }
  expect(names).toBeGreaterThan(800);
});

test("each model of a provider that has a price list has a price, so that nothing is served at the operator's cost", () => {
  const free = catalogModels().filter(
    ({ providerId, modelId }) =>
      priced.includes(providerId) && !calcPrice({ input_tokens: 1 }, modelId, { providerId }),
  );
  expect(free.map(nameOf)).toEqual([]);
});

test("a name with its vendor's prefix means the vendor's model and OpenRouter's, in this order", () => {
  expect(findModels("openai/GPT-4o").map(nameOf)).toEqual(["openai:gpt-4o", "openrouter:openai/gpt-4o"]);
  expect(providersOfModel("nobody/nothing")).toEqual([]);
});

test.each([
  ["openai", "gpt-5.1", 400_000, 128_000],
  ["anthropic", "claude-opus-5", 1_000_000, 128_000],
  ["anthropic", "claude-sonnet-4-5-20250929", 200_000, 64_000],
  ["google", "gemini-2.5-pro", 1_048_576, 65_536],
  ["groq", "openai/gpt-oss-120b", 131_072, 65_536],
  ["deepseek", "deepseek-chat", 1_000_000, 384_000],
  ["inceptionlabs", "mercury", 128_000, 16_384],
])("%s's %s has its limits and its modalities", (providerId, modelId, contextWindow, maxOutputTokens) => {
  const model = findModels(modelId).find((each) => each.providerId === providerId);
  expect(model).toMatchObject({ contextWindow, maxOutputTokens });
  expect(model?.inputModalities).toContain("text");
  expect(model?.outputModalities).toEqual(["text"]);
});
