import { fieldPath } from "../../../terraform-provider/src/api/field-path.ts";
import { existingPath } from "../../../terraform-provider/src/framework/schema/existing-path.ts";
import { formatPath } from "../../../terraform-provider/src/protocol/attribute-path.ts";
import { accessKeyConfiguration } from "../../../terraform-provider/src/resources/access-key-configuration.ts";
import { provider } from "../../../terraform-provider/src/resources/provider.ts";

describe("the place in a configuration that the API means", () => {
  const { attributes } = accessKeyConfiguration.schema;

  test.each([
    ["accessKeyConfigurationId", "access_key_configuration_id"],
    ["access.providers.allow[1]", "access.providers.allow[1]"],
    ["router.rules[0].steps[1].keySelectionStrategy", "router.rules[0].steps[1].key_selection_strategy"],
    ["router.rules[0].steps[1].keys[2].id", "router.rules[0].steps[1].provider_key_ids[2]"],
    ["supportedApiSurfaces[0].supportedParams[3].name", "supported_api_surfaces[0].supported_params[3]"],
    ["models[4].modelId", "models[4].model_id"],
  ])("%s is %s", (field, place) => {
    expect(formatPath(fieldPath(field))).toBe(place);
  });

  test("places that the schema has are kept whole", () => {
    for (const field of ["router.rules[0].steps[1].keys[2].id", "access.models.allow[0]"]) {
      expect(existingPath(attributes, fieldPath(field))).toEqual(fieldPath(field));
    }
    const surface = fieldPath("supportedApiSurfaces[0].supportedParams[3].name");
    expect(existingPath(provider.schema.attributes, surface)).toEqual(surface);
  });

  test("a place that the schema doesn't have is cut to what is around it", () => {
    expect(existingPath(attributes, fieldPath("router.rules[0].weight"))).toEqual(["router", "rules", 0]);
    expect(existingPath(attributes, fieldPath("body"))).toEqual([]);
  });
});
