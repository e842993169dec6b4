import {
  AccessKey,
  AccessKeyConfiguration,
  AiGateway,
  BuiltInProvider,
  ProviderKey,
  Rotation,
} from "@aigateway/cdktf";
import { type GatewayMatchers, gatewayMatchers, REPLACING, simulateRotation } from "@aigateway/cdktf/testing";
import { TerraformOutput, TerraformStack, TerraformVariable, Testing } from "cdktf";
import { planChange } from "../../terraform-provider/src/framework/server/plan-change.ts";
import type { ObjectValue } from "../../terraform-provider/src/protocol/value/value.ts";
import { createProvider } from "../../terraform-provider/src/provider.ts";

expect.extend(gatewayMatchers);
declare global {
  namespace jest {
    interface Matchers<R> extends GatewayMatchers<R> {}
  }
}

function stackWith(fill: (stack: TerraformStack) => void): TerraformStack {
  const stack = new TerraformStack(Testing.app(), "stack");
  new AiGateway(stack, "AiGateway");
  fill(stack);
  return stack;
}
const keyWith = (rotation: Rotation, id = "Web") =>
  stackWith((stack) => void new AccessKey(stack, id, { rotation }));

describe("the matchers", () => {
  const stack = stackWith((stack) => {
    new AccessKeyConfiguration(stack, "Some").allowModels("openai:gpt-4o");
    new AccessKey(stack, "Web", { lineage: "web", rotation: Rotation.every("720h") });
  });

  test("find a resource by some of its attributes, in a stack and in what was synthesised of it", () => {
    for (const synthesised of [stack, Testing.synth(stack)]) {
      expect(synthesised).toHaveAccessKey({ lineage: "web", rotate_after: expect.stringMatching(/h$/) });
      expect(synthesised).toHaveAccessKeyConfiguration({ access: { models: { allow: ["openai:gpt-4o"] } } });
      expect(synthesised).not.toHaveAccessKey({ lineage: "api" });
      expect(synthesised).not.toHaveProviderKey();
    }
  });

  test("there is one for each resource of the provider", () => {
    const environment = {};
    const provider = createProvider({ version: "0", environment, log: () => {}, clock: Date });
    const named = Object.keys(gatewayMatchers).map((name) => name.replace(/^toHave(Custom)?/, ""));
    const types = provider.resources.map(({ typeName }) =>
      typeName.replace("aigateway_", "").replaceAll("_", ""),
    );
    expect(named.map((name) => name.toLowerCase()).sort()).toEqual(types.sort());
  });

  test("say what there is instead", () => {
    expect(() => expect(stack).toHaveAccessKey({ lineage: "api" })).toThrow(
      /to have an aigateway_access_key.*api/,
    );
    expect(() => expect(stack).toHaveAccessKey({ lineage: "api" })).toThrow(/"lineage": "web"/);
  });

  test("a stack that does not validate fails as its synthesis does", () => {
    const shown = stackWith((stack) => {
      new TerraformOutput(stack, "shown", { value: new AccessKey(stack, "Web").token });
    });
    expect(() => expect(shown).toHaveAccessKey()).toThrow("sensitive: true");
  });
});

describe("simulateRotation", () => {
  const release = (number: string, overlap?: string) =>
    keyWith(Rotation.onChange({ release: number }, { ...(overlap && { overlap }) }));
  const address = expect.stringMatching(/^aigateway_access_key\.Web_/);

  test("a changed keeper replaces the key, which lives on for the overlap that was deployed", () => {
    expect(simulateRotation(release("42", "24h"), release("43", "1h"))).toEqual([
      { address, action: "replace", because: ["keepers"], overlap: "24h" },
    ]);
  });

  test("what is the same stays, and other attributes change in place", () => {
    expect(simulateRotation(release("42"), release("42"))).toEqual([]);
    expect(simulateRotation(release("42"), release("42", "24h"))).toEqual([
      { address, action: "update", because: ["overlap"] },
    ]);
  });

  test("a construct that moved is a key that is destroyed and another that is made", () => {
    expect(simulateRotation(release("42"), keyWith(Rotation.onChange({ release: "42" }), "Api"))).toEqual([
      { address: expect.stringMatching(/\.Api_/), action: "create", because: [] },
      { address, action: "destroy", because: [], overlap: "0s" },
    ]);
  });

  test("a construct that moved, and of which Terraform is told, keeps its key, before and after that is deployed", () => {
    const keyAt = (id: string, from?: string) =>
      stackWith((stack) => {
        const key = new AccessKey(stack, id, { lineage: "web", name: "web" });
        if (from) key.resource.moveFromId(`aigateway_access_key.${from}`);
      });
    const before = keyAt("Web");
    const name = Object.keys(JSON.parse(Testing.synth(before)).resource.aigateway_access_key)[0];
    const after = keyAt("Api", name);
    expect(simulateRotation(before, after)).toEqual([]);
    expect(simulateRotation(after, after)).toEqual([]);
  });

  test("a provider key is replaced with another provider, and rotated in place with another value", () => {
    const withKey = (provider: (typeof BuiltInProvider)["OPENAI"], variable: string) =>
      stackWith((stack) => {
        const value = new TerraformVariable(stack, variable, { sensitive: true }).stringValue;
        new ProviderKey(stack, "Key", { provider, value });
      });
    const before = withKey(BuiltInProvider.OPENAI, "old");
    const actions = (after: TerraformStack) =>
      simulateRotation(before, after).map(({ action, because }) => [action, ...because]);
    expect(actions(withKey(BuiltInProvider.OPENAI, "new"))).toEqual([["update", "value"]]);
    expect(actions(withKey(BuiltInProvider.GROQ, "old"))).toEqual([["replace", "provider_id"]]);
  });

  test("what it takes for a replacement is what the provider plans as one", () => {
    const clock = { now: () => 0 };
    const { resources } = createProvider({ version: "0.0.0", environment: {}, log: () => {}, clock });
    for (const { typeName, schema } of resources) {
      const names = Object.entries(schema.attributes).flatMap(([name, { options }]) =>
        options.required || options.optional ? [name] : [],
      );
      const replacing = names.filter((name) => {
        const value = (text: string) => (name === "keepers" ? { release: text } : text);
        const prior: ObjectValue = { ...nulls(schema.attributes), id: "it", [name]: value("a") };
        const config: ObjectValue = { ...nulls(schema.attributes), [name]: value("b") };
        const proposedNewState: ObjectValue = { ...prior, [name]: value("b") };
        const request = { priorState: prior, config, proposedNewState, private: new Uint8Array() };
        return planChange(schema.attributes, request).requiresReplace.some(([first]) => first === name);
      });
      expect([typeName, replacing]).toEqual([typeName, REPLACING[typeName] ?? []]);
    }
  });
});

function nulls(attributes: object): ObjectValue {
  return Object.fromEntries(Object.keys(attributes).map((name) => [name, null]));
}
