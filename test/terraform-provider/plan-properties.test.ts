import fc from "fast-check";
import { objectType } from "../../terraform-provider/src/framework/schema/object-type.ts";
import { planChange } from "../../terraform-provider/src/framework/server/plan-change.ts";
import { decodeJson } from "../../terraform-provider/src/protocol/value/json.ts";
import { decodeMsgpack, encodeMsgpack } from "../../terraform-provider/src/protocol/value/msgpack.ts";
import {
  isWhollyKnown,
  type ObjectValue,
  UNKNOWN,
} from "../../terraform-provider/src/protocol/value/value.ts";
import { createProvider } from "../../terraform-provider/src/provider.ts";
import { anyConfigOf, anyOf } from "./any-value.ts";
import { brokenRules, proposedNew } from "./plan-rules.ts";

const clock = { now: () => 0 };
const provider = createProvider({ version: "0.0.0", environment: {}, log: () => {}, clock });
const { resources, dataSources, ephemeralResources } = provider;
const nothing = new Uint8Array();

const schemas = [
  ...resources.map((each) => [`resource ${each.typeName}`, each.schema] as const),
  ...dataSources.map((each) => [`data source ${each.typeName}`, each.schema] as const),
  ...ephemeralResources.map((each) => [`ephemeral resource ${each.typeName}`, each.schema] as const),
];

test.each(schemas)("any value of the %s survives the wire", (_, { attributes }) => {
  const type = objectType(attributes);
  fc.assert(
    fc.property(anyOf(type, false), anyOf(type, true), (value, known) => {
      expect(decodeMsgpack(encodeMsgpack(value, type), type)).toEqual(value);
      expect(decodeJson(Buffer.from(JSON.stringify(known)), type)).toEqual(known);
    }),
    { numRuns: 50 },
  );
});

describe.each(resources.map(({ typeName, schema }) => [typeName, schema.attributes] as const))(
  "any change of %s",
  (_, attributes) => {
    const type = objectType(attributes);
    const aState = anyOf(type, true).filter((state) => state !== null) as fc.Arbitrary<ObjectValue>;
    const plan = (priorState: ObjectValue | null, config: ObjectValue) =>
      planChange(attributes, {
        priorState,
        config,
        proposedNewState: proposedNew(attributes, priorState, config),
        private: nothing,
      });

    test("is planned by Terraform's rules, and twice the same", () => {
      fc.assert(
        fc.property(fc.oneof(fc.constant(null), aState), anyConfigOf(attributes), (prior, config) => {
          const first = plan(prior, config);
          expect(brokenRules(attributes, { prior, config, planned: first.state as ObjectValue })).toEqual([]);
          expect(plan(prior, config)).toEqual(first);
        }),
        { numRuns: 200 },
      );
    });

    test("leaves nothing to plan once it is applied", () => {
      fc.assert(
        fc.property(anyConfigOf(attributes).filter(isWhollyKnown), aState, (config, made) => {
          const planned = plan(null, config).state as ObjectValue;
          // As an apply does: what was unknown gets a value, all else stays.
          const applied = Object.fromEntries(
            Object.entries(planned).map(([name, value]) => [name, value === UNKNOWN ? made[name] : value]),
          ) as ObjectValue;
          if (!isWhollyKnown(applied)) return; // computed values within nested objects are the resource's own doing
          const state = { ...applied, ...(applied.rotation_due !== undefined && { rotation_due: false }) };
          const again = plan(state, config);
          expect(again.state).toEqual(state);
          expect(again.requiresReplace).toEqual([]);
        }),
        { numRuns: 100 },
      );
    });
  },
);
