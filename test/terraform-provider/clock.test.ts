import { createClock } from "../../terraform-provider/src/clock.ts";

describe("the provider's clock", () => {
  const warnings: string[] = [];
  const log = (level: string, message: string) => {
    if (level === "warn") warnings.push(message);
  };
  beforeEach(() => {
    warnings.length = 0;
  });

  test.each([{}, { AIGATEWAY_TEST_NOW: "" }])("is the system's, and says nothing: %j", (environment) => {
    const before = Date.now();

    const now = createClock(environment, log).now();

    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
    expect(warnings).toEqual([]);
  });

  test("stands still at AIGATEWAY_TEST_NOW, and warns of it in the log", () => {
    const clock = createClock({ AIGATEWAY_TEST_NOW: "2030-01-01T01:00:00+01:00" }, log);

    expect(clock.now()).toBe(Date.parse("2030-01-01T00:00:00Z"));
    expect(warnings).toEqual([expect.stringContaining("AIGATEWAY_TEST_NOW")]);
  });

  test("a moment that is none is refused: a rotation by a wrong clock would go unseen", () => {
    expect(() => createClock({ AIGATEWAY_TEST_NOW: "tomorrow" }, log)).toThrow(
      'AIGATEWAY_TEST_NOW is "tomorrow"',
    );
  });
});
