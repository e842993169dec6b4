import {
  requiresReplace,
  requiresReplaceUnlessImported,
  useStateForUnknown,
  useStateUnlessChanged,
} from "../../../terraform-provider/src/framework/plan-modifiers/index.ts";
import * as schema from "../../../terraform-provider/src/framework/schema/index.ts";
import { markImported } from "../../../terraform-provider/src/framework/server/imported-mark.ts";
import { planChange } from "../../../terraform-provider/src/framework/server/plan-change.ts";
import {
  type ObjectValue,
  UNKNOWN,
  type Value,
} from "../../../terraform-provider/src/protocol/value/value.ts";

const description = "";
const attributes = {
  id: schema.string({ computed: true, description, planModifiers: [useStateForUnknown()] }),
  name: schema.string({ optional: true, description }),
  region: schema.string({ optional: true, description, planModifiers: [requiresReplace()] }),
  keepers: schema.mapOfStrings({
    optional: true,
    description,
    planModifiers: [requiresReplaceUnlessImported()],
  }),
  size: schema.string({ optional: true, computed: true, description, default: "small" }),
  secret: schema.string({ optional: true, writeOnly: true, description }),
  secret_version: schema.string({ optional: true, description }),
  digest: schema.string({
    computed: true,
    description,
    planModifiers: [useStateUnlessChanged("secret_version")],
  }),
  updated_at: schema.string({ computed: true, description }),
};

const nothing = Object.fromEntries(Object.keys(attributes).map((name) => [name, null]));
const state: ObjectValue = {
  ...nothing,
  id: "1",
  name: "a",
  size: "small",
  digest: "d1",
  updated_at: "yesterday",
};

/** Plans as Terraform does: it proposes the configuration, and the prior values of what is computed and not configured. */
function plan(configured: ObjectValue, prior: ObjectValue | null, bytes: Uint8Array = new Uint8Array()) {
  const config = { ...nothing, ...configured };
  const computed = ["id", "size", "digest", "updated_at"].filter((name) => config[name] === null);
  const kept = Object.fromEntries(computed.map((name) => [name, prior?.[name] ?? null]));
  return planChange(attributes, {
    priorState: prior,
    proposedNewState: { ...config, ...kept },
    config,
    private: bytes,
  });
}

describe("planning", () => {
  test("a create knows what is configured and defaulted, and nothing that is computed", () => {
    expect(plan({ name: "a" }, null).state).toEqual({
      ...nothing,
      name: "a",
      size: "small",
      id: UNKNOWN,
      digest: UNKNOWN,
      updated_at: UNKNOWN,
    });
  });

  test("without a change the plan is the state: no computed value is unknown", () => {
    expect(plan({ name: "a" }, state)).toMatchObject({ state, requiresReplace: [] });
  });

  test("with a change, only computed values that may change with it are unknown", () => {
    expect(plan({ name: "b" }, state).state).toEqual({ ...state, name: "b", updated_at: UNKNOWN });
  });

  test("a computed value that depends on what changes is unknown", () => {
    expect(plan({ name: "a", secret_version: "2" }, state).state?.digest).toBe(UNKNOWN);
  });

  test("a write-only value is in no plan, and alone makes no change", () => {
    expect(plan({ name: "a", secret: "hunter2" }, state).state).toEqual(state);
    expect(plan({ name: "a", secret: "hunter2" }, null).state).toMatchObject({ secret: null });
  });

  test("taking a defaulted value out of the configuration brings the default back", () => {
    expect(plan({ name: "a" }, { ...state, size: "large" }).state).toMatchObject({ size: "small" });
  });

  test("a change of an attribute that can't be updated asks for a replacement, at its path", () => {
    expect(plan({ name: "a", region: "eu" }, state).requiresReplace).toEqual([["region"]]);
  });

  test("an attribute whose new value is unknown asks for a replacement: it may differ", () => {
    expect(plan({ name: "a", region: UNKNOWN }, state).requiresReplace).toEqual([["region"]]);
  });

  test("creating never asks for a replacement", () => {
    expect(plan({ region: "eu", keepers: { a: "1" } }, null).requiresReplace).toEqual([]);
  });

  test("what exists in Terraform only replaces on a change, but not right after an import", () => {
    const configured = { name: "a", keepers: { release: "2" } };

    expect(plan(configured, state).requiresReplace).toEqual([["keepers"]]);
    expect(plan(configured, state, markImported()).requiresReplace).toEqual([]);
    const known = { ...state, keepers: { release: "1" } };
    expect(plan(configured, known, markImported()).requiresReplace).toEqual([["keepers"]]);
  });

  test("an empty map of keepers is as good as none", () => {
    const modify = requiresReplaceUnlessImported();
    const replaces = (planValue: Value, stateValue: Value) => {
      const response = { planValue, requiresReplace: false };
      const values = { configValue: planValue, planValue, stateValue };
      modify({ path: ["keepers"], ...values, plan: {}, state: {}, imported: false }, response);
      return response.requiresReplace;
    };

    expect(replaces({}, null)).toBe(false);
    expect(replaces(null, {})).toBe(false);
    expect(replaces({ release: "1" }, null)).toBe(true);
    expect(replaces({}, { release: "1" })).toBe(true);
  });

  test("a modifier that finds in the state that the object is to be replaced is heard without any other change", () => {
    const worn = schema.bool({
      computed: true,
      description,
      planModifiers: [
        ({ stateValue }, response) => {
          response.requiresReplace = stateValue === true;
          response.planValue = false;
        },
      ],
    });
    const planned = (value: boolean) => {
      const prior = { ...state, worn: value };
      return planChange(
        { ...attributes, worn },
        {
          priorState: prior,
          proposedNewState: prior,
          config: { ...nothing, name: "a", worn: null },
          private: new Uint8Array(),
        },
      );
    };

    expect(planned(true)).toMatchObject({ state: { ...state, worn: false }, requiresReplace: [["worn"]] });
    expect(planned(false)).toMatchObject({ state: { ...state, worn: false }, requiresReplace: [] });
  });

  test("planning twice gives the same plan", () => {
    const configured = { name: "b", secret_version: "2", region: UNKNOWN };

    expect(plan(configured, state)).toEqual(plan(configured, state));
  });

  test("a destroy plans nothing", () => {
    const request = { priorState: state, proposedNewState: null, config: null, private: new Uint8Array() };

    expect(planChange(attributes, request)).toMatchObject({ state: null, requiresReplace: [] });
  });
});
