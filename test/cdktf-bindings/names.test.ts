import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { AccessKeyConfiguration, BuiltInProvider, type ModelName } from "@aigateway/cdktf";
import { TerraformStack, Testing } from "cdktf";
import { catalogTypes } from "../../cdktf-bindings/scripts/catalog-types.ts";
import catalog from "../../control-plane/src/catalog/catalog.json";

// Type-checked with the tests: names of the catalog are offered, and any other is taken.
const names: ModelName[] = ["gpt-4o", "openai:gpt-4o", "a-model-of-tomorrow"];

test("a provider may be given by its id, a model by its name, known or not", () => {
  const stack = new TerraformStack(Testing.app(), "stack");
  const configuration = new AccessKeyConfiguration(stack, "Production");
  configuration.allowProviders("openai", "a-provider-of-tomorrow").allowModels(...names);
  configuration.route("openai").thenPlatform();
  configuration.route(BuiltInProvider.OPENAI).thenPlatform(); // the same route goes on
  const [resource] = Object.values(
    JSON.parse(Testing.synth(stack)).resource.aigateway_access_key_configuration,
  );
  expect(resource).toMatchObject({
    access: { providers: { allow: ["openai", "a-provider-of-tomorrow"] }, models: { allow: names } },
    router: { rules: [{ provider: "openai", steps: [{ type: "ngrok" }, { type: "ngrok" }] }] },
  });
  expect(() => configuration.route("")).toThrow(
    'AccessKeyConfiguration "stack/Production": provider is empty',
  );
});

test("every built-in provider of the catalog has its constant, and there are no others", () => {
  const constants = Object.values(BuiltInProvider).map(({ providerId }) => providerId);
  expect(constants.sort()).toEqual(catalog.providers.map(({ id }) => id).sort());
});

test("the names that are offered are those of the catalog as it is: run `npm run generate`", async () => {
  const file = join(__dirname, "..", "..", "cdktf-bindings", "src", "generated", "catalog.ts");
  expect(await readFile(file, "utf8")).toBe(await catalogTypes());
});
