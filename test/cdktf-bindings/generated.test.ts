import { l1 } from "@aigateway/cdktf";
import { TerraformDataSource, TerraformOutput, TerraformResource, TerraformStack, Testing } from "cdktf";

type Construct = { tfResourceType: string; name: string; prototype: object };
const constructs = Object.values(l1).flatMap((module) =>
  Object.values(module as Record<string, unknown>).filter(
    (each): each is Construct => typeof each === "function" && "tfResourceType" in each,
  ),
);

test("no two generated constructs have the same name, though resources and data sources share their types", () => {
  const names = constructs.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
  const kinds = (type: string) =>
    constructs
      .filter(({ tfResourceType }) => tfResourceType === type)
      .map(({ prototype }) => [
        prototype instanceof TerraformResource,
        prototype instanceof TerraformDataSource,
      ]);
  expect(kinds("aigateway_access_key").sort()).toEqual([
    [false, true],
    [true, false],
  ]);
});

test("a generated data source is rendered as one, and its objects can be referred to", () => {
  const stack = new TerraformStack(Testing.app(), "stack");
  const keys = new l1.dataAigatewayProviderKeys.DataAigatewayProviderKeys(stack, "Keys", {
    providerId: "openai",
  });
  new TerraformOutput(stack, "first", { value: keys.providerKeys.get(0).id });
  const { data, output } = JSON.parse(Testing.synth(stack));
  expect(data.aigateway_provider_keys.Keys).toEqual({ provider_id: "openai" });
  expect(output.first.value).toBe("${data.aigateway_provider_keys.Keys.provider_keys[0].id}");
});
