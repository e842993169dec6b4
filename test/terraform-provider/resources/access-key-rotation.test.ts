import { UNKNOWN, type Value } from "../../../terraform-provider/src/protocol/value/value.ts";
import {
  isRotationDue,
  replaceWhenDue,
} from "../../../terraform-provider/src/resources/access-key-rotation.ts";

const CREATED = "2030-01-01T00:00:00Z";
const at = (moment: string) => ({ now: () => Date.parse(moment) });

describe("whether a key is due", () => {
  test("it is from the age of rotate_after on, to the millisecond", () => {
    expect(isRotationDue("24h", CREATED, at("2030-01-01T23:59:59.999Z"))).toBe(false);
    expect(isRotationDue("24h", CREATED, at("2030-01-02T00:00:00Z"))).toBe(true);
    expect(isRotationDue("24h", CREATED, at("2040-01-01T00:00:00Z"))).toBe(true);
  });

  test("it never is without rotate_after, before it was made, or when the server's time can't be read", () => {
    expect(isRotationDue(null, CREATED, at("2040-01-01T00:00:00Z"))).toBe(false);
    expect(isRotationDue("1m", CREATED, at("2029-12-31T00:00:00Z"))).toBe(false);
    expect(isRotationDue("1m", "long ago", at("2040-01-01T00:00:00Z"))).toBe(false);
  });
});

describe("planning rotation_due", () => {
  function planned(before: { rotate_after: Value; rotation_due: Value } | null, after: Value) {
    const response = { planValue: UNKNOWN as Value, requiresReplace: false };
    replaceWhenDue()(
      {
        path: ["rotation_due"],
        configValue: null,
        planValue: UNKNOWN,
        stateValue: before?.rotation_due ?? null,
        plan: { rotate_after: after },
        state: before,
        imported: false,
      },
      response,
    );
    return [response.planValue, response.requiresReplace];
  }
  const due = { rotate_after: "24h", rotation_due: true };
  const notDue = { rotate_after: "24h", rotation_due: false };

  test("a new key is known not to be due", () => {
    expect(planned(null, "24h")).toEqual([false, false]);
    expect(planned(null, UNKNOWN)).toEqual([false, false]);
  });

  test.each(["24h", "1440m", "1h"])("a key that was due by 24h is replaced when %s is planned", (after) => {
    expect(planned(due, after)).toEqual([false, true]);
  });

  test("a key that was due is not replaced by a longer rotate_after, by none, or by one that is not known yet", () => {
    expect(planned(due, "25h")).toEqual([UNKNOWN, false]);
    expect(planned(due, null)).toEqual([false, false]);
    expect(planned(due, UNKNOWN)).toEqual([UNKNOWN, false]);
  });

  test("a key that is not due is never replaced; another rotate_after leaves the decision to the update", () => {
    expect(planned(notDue, "24h")).toEqual([false, false]);
    expect(planned(notDue, "1h")).toEqual([UNKNOWN, false]);
    expect(planned(notDue, null)).toEqual([false, false]);
  });

  test("a state that was written before there was rotation stays as it is", () => {
    expect(planned({ rotate_after: null, rotation_due: null }, null)).toEqual([null, false]);
  });
});
