import type { AnyResource } from "../../../terraform-provider/src/framework/resource.ts";
import * as schema from "../../../terraform-provider/src/framework/schema/index.ts";
import { upgradeState } from "../../../terraform-provider/src/framework/server/upgrade-state.ts";

const resource = {
  typeName: "thing",
  schema: schema.defineSchema({
    version: 2,
    description: "",
    attributes: {
      id: schema.string({ computed: true, description: "" }),
      full_name: schema.string({ optional: true, description: "" }),
      tags: schema.listOfStrings({ optional: true, description: "" }),
    },
  }),
  stateUpgraders: {
    0: ({ name, ...rest }) => ({ ...rest, title: name }),
    1: ({ title, ...rest }) => ({ ...rest, full_name: title }),
  },
} as Partial<AnyResource<null>> as AnyResource<null>;

const upgrade = (version: number, rawState: unknown) => upgradeState(resource, { version, rawState });

describe("upgrading a state", () => {
  test("goes through every version since the one that wrote it", () => {
    expect(upgrade(0, { id: "1", name: "a" }).state).toEqual({ id: "1", full_name: "a", tags: null });
    expect(upgrade(1, { id: "1", title: "a" }).state).toEqual({ id: "1", full_name: "a", tags: null });
  });

  test("at the current version fills attributes that were added with null, and drops those that went", () => {
    const { state } = upgrade(2, { id: "1", full_name: "a", abolished: { deep: true } });

    expect(state).toEqual({ id: "1", full_name: "a", tags: null });
  });

  test("a state that does not fit says where, what to do, and not what it held", () => {
    const { state, diagnostics } = upgrade(2, { id: "1", tags: ["a", { secret: "hunter2" }] });

    expect(state).toBeNull();
    expect(diagnostics).toMatchObject([
      {
        severity: "error",
        detail: expect.stringMatching(/tags\[1\] should be a string.*terraform state rm/),
      },
    ]);
    expect(diagnostics[0]?.detail).not.toContain("hunter2");
  });
});
