import { DiagnosticError } from "../../../terraform-provider/src/framework/diagnostics.ts";
import type { AnyResource, Resource } from "../../../terraform-provider/src/framework/resource.ts";
import * as schema from "../../../terraform-provider/src/framework/schema/index.ts";
import { emptyEqualsNull } from "../../../terraform-provider/src/framework/semantics/semantic-equality.ts";
import { applyChange } from "../../../terraform-provider/src/framework/server/apply-change.ts";
import { isImported, markImported } from "../../../terraform-provider/src/framework/server/imported-mark.ts";
import { UNKNOWN } from "../../../terraform-provider/src/protocol/value/value.ts";

const thingSchema = schema.defineSchema({
  version: 0,
  description: "",
  attributes: {
    id: schema.string({ computed: true, description: "" }),
    note: schema.string({ optional: true, description: "", semanticEquals: emptyEqualsNull() }),
    secret: schema.string({ optional: true, writeOnly: true, description: "" }),
  },
});
type ThingSchema = typeof thingSchema;

const failure = new DiagnosticError([
  { severity: "error", summary: "No", detail: "Not today.", path: ["note", "beyond", 3] },
]);
const done = { id: "1", note: null, secret: null };

function resource(methods: Partial<Resource<ThingSchema, null>>): AnyResource<null> {
  const unexpected = async () => {
    throw new Error("not expected to be called");
  };
  const life = { create: unexpected, read: unexpected, update: unexpected, delete: unexpected };
  return { typeName: "thing", schema: thingSchema, ...life, ...methods } as AnyResource<null>;
}

const planned = { id: UNKNOWN, note: "", secret: null };
const creation = {
  priorState: null,
  plannedState: planned,
  config: { id: null, note: "", secret: "hunter2" },
  private: new Uint8Array(),
};

describe("applying", () => {
  test("a create that fails before anything exists leaves no state", async () => {
    const create = async () => Promise.reject(failure);

    const result = await applyChange(resource({ create }), creation, null);

    expect(result).toMatchObject({ state: null, diagnostics: [{ summary: "No", path: ["note"] }] });
  });

  test("a create that fails after the object exists gives both the state and the error", async () => {
    const result = await applyChange(
      resource({
        async create({ save }) {
          save({ ...done, secret: "hunter2" });
          throw failure;
        },
      }),
      creation,
      null,
    );

    expect(result.state).toEqual({ id: "1", note: "", secret: null });
    expect(result.diagnostics).toHaveLength(1);
  });

  test("a fault of ours after the object exists is reported and does not lose it", async () => {
    const faulty = resource({
      create: async ({ save }) => {
        save({ id: "1" });
        throw new TypeError("undefined is not a function");
      },
    });

    const result = await applyChange(faulty, creation, null);

    expect(result.state).toMatchObject({ id: "1" });
    expect(result.diagnostics).toMatchObject([{ severity: "error", summary: "Provider fault" }]);
  });

  test("what an API wrote in another form keeps the form of the plan; write-only values stay out", async () => {
    const create = async () => ({ ...done, secret: "hunter2" });

    const { state } = await applyChange(resource({ create }), creation, null);

    expect(state).toEqual({ id: "1", note: "", secret: null });
  });

  test("the configuration is where a resource finds write-only values", async () => {
    let seen: string | null = null;

    await applyChange(
      resource({
        async create({ config }) {
          seen = config.secret;
          return done;
        },
      }),
      creation,
      null,
    );

    expect(seen).toBe("hunter2");
  });

  test("an update or a delete that fails leaves the state as it was", async () => {
    const fail = async () => Promise.reject(failure);
    const failing = resource({ update: fail, delete: fail });
    const change = { ...creation, priorState: { ...done, note: "before" } };

    const updated = await applyChange(failing, change, null);
    const deleted = await applyChange(failing, { ...change, plannedState: null, config: null }, null);

    expect(updated.state).toEqual({ ...done, note: "before" });
    expect(deleted.state).toEqual({ ...done, note: "before" });
  });

  test("the mark of an import goes with the first apply that succeeds", async () => {
    const change = { ...creation, priorState: done, private: markImported() };

    const failed = await applyChange(resource({ update: async () => Promise.reject(failure) }), change, null);
    const succeeded = await applyChange(resource({ update: async () => done }), change, null);

    expect(isImported(failed.private)).toBe(true);
    expect(isImported(succeeded.private)).toBe(false);
  });
});
