import fc from "fast-check";
import { objectType } from "../../terraform-provider/src/framework/schema/object-type.ts";
import { markImported } from "../../terraform-provider/src/framework/server/imported-mark.ts";
import { planChange } from "../../terraform-provider/src/framework/server/plan-change.ts";
import { decodeJson } from "../../terraform-provider/src/protocol/value/json.ts";
import { decodeMsgpack, encodeMsgpack } from "../../terraform-provider/src/protocol/value/msgpack.ts";
import {
  isWhollyKnown,
  type ObjectValue,
  UNKNOWN,
} from "../../terraform-provider/src/protocol/value/value.ts";
import { createProvider } from "../../terraform-provider/src/provider.ts";
import { runs } from "../support/property-runs.ts";
import { anyConfigAfter, anyConfigOf, anyOf, jsonText, notYetKnown } from "./any-value.ts";
import { brokenPromises, brokenRules, proposedNew } from "./plan-rules.ts";

const clock = { now: () => 0 };
const provider = createProvider({ version: "0.0.0", environment: {}, log: () => {}, clock });
const { resources, dataSources, ephemeralResources } = provider;
const nothing: Uint8Array = new Uint8Array();

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
      expect(decodeJson(Buffer.from(jsonText(known, type)), type)).toEqual(known);
    }),
    runs(50),
  );
});

describe.each(resources.map(({ typeName, schema }) => [typeName, schema.attributes] as const))(
  "any change of %s",
  (_, attributes) => {
    const type = objectType(attributes);
    const aState = anyOf(type, true).filter((state) => state !== null) as fc.Arbitrary<ObjectValue>;
    const plan = (priorState: ObjectValue | null, config: ObjectValue, bytes = nothing) =>
      planChange(attributes, {
        priorState,
        config,
        proposedNewState: proposedNew(attributes, priorState, config),
        private: bytes,
      });
    const change = (configs: fc.Arbitrary<ObjectValue>) =>
      fc.oneof(fc.constant(null), { weight: 3, arbitrary: aState }).chain((prior) =>
        fc.record({
          prior: fc.constant(prior),
          config: anyConfigAfter(attributes, prior, configs),
          bytes: fc.constantFrom(nothing, markImported()),
        }),
      );

    test("is planned by Terraform's rules, and twice the same", () => {
      fc.assert(
        fc.property(change(anyConfigOf(attributes)), ({ prior, config, bytes }) => {
          const first = plan(prior, config, bytes);
          expect(brokenRules(attributes, { prior, config, planned: first.state as ObjectValue })).toEqual([]);
          expect(plan(prior, config, bytes)).toEqual(first);
        }),
        runs(200),
      );
    });

    test("is planned so that all of it comes true once what was unknown is known", () => {
      const changes = change(anyConfigOf(attributes, true)).chain((each) =>
        fc.record({ early: notYetKnown(attributes, each.config), each: fc.constant(each) }),
      );
      fc.assert(
        fc.property(changes, ({ early, each: { prior, config, bytes } }) => {
          const [first, second] = [plan(prior, early, bytes), plan(prior, config, bytes)];
          expect(brokenPromises(first.state, second.state)).toEqual([]);
        }),
        runs(100),
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
        runs(100),
      );
    });
  },
);
