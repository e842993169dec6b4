import { describeWithTerraform } from "../support/terraform.ts";
import { ADDRESS, HOUR, type RotatingKey, startRotatingKey } from "./rotating-key.ts";

const MONTH = 720 * HOUR;
const monthly = 'rotate_after = "720h"';

describeWithTerraform("a rotate_after that changes", () => {
  let it: RotatingKey;

  beforeAll(async () => {
    it = await startRotatingKey();
  });
  afterAll(() => it?.close());
  /** Each test begins with a key that was just made. */
  beforeEach(async () => {
    await it.configure(monthly);
    await it.apply(`-replace=${ADDRESS}`);
    it.proxy.passed.length = 0;
  });

  test.each([
    ["taken out", ""],
    ["made longer", 'rotate_after = "1440h"'],
  ])("rotate_after %s leaves a key alone that was due by the old one", async (_, attributes) => {
    const before = await it.key();
    it.clock.advance(MONTH);
    await it.configure(attributes);

    expect((await it.apply()).changes).toEqual({ [ADDRESS]: "update" });

    expect(await it.key()).toMatchObject({ id: before.id, rotation_due: false });
    expect(it.writes()).toEqual([]);
    expect(await it.planned()).toBeUndefined();
  });

  test.each(["48h", "43200m"])(
    "%s in its place does not save a key that was due by 720h",
    async (shorter) => {
      it.clock.advance(MONTH);
      await it.configure(`rotate_after = "${shorter}"`);

      expect((await it.apply()).changes).toEqual({ [ADDRESS]: "replace" });

      expect(await it.key()).toMatchObject({ rotate_after: shorter, rotation_due: false });
      expect(await it.planned()).toBeUndefined();
    },
  );

  test("a rotate_after that an old key has reached already is recorded first, and the next plan replaces", async () => {
    const before = await it.key();
    it.clock.advance(48 * HOUR);
    await it.configure('rotate_after = "24h"');

    expect((await it.apply()).changes).toEqual({ [ADDRESS]: "update" });
    expect(await it.key()).toMatchObject({ id: before.id, rotation_due: true });

    expect([await it.planned(), await it.planned()]).toEqual(["replace", "replace"]);
    await it.apply();
    expect(await it.planned()).toBeUndefined();
  });

  test("an old key that is imported is not replaced by the first apply, but by the next", async () => {
    const { id } = await it.key();
    it.clock.advance(MONTH);
    await it.run("state", "rm", "-lock=false", ADDRESS);
    await it.run("import", "-no-color", "-lock=false", ADDRESS, id);
    expect(await it.key()).toMatchObject({ token: null, rotate_after: null, rotation_due: false });

    expect((await it.apply()).changes).toEqual({ [ADDRESS]: "update" });
    expect(await it.key()).toMatchObject({ id, rotation_due: true });
    expect((await it.apply()).changes).toEqual({ [ADDRESS]: "replace" });

    expect(await it.key()).toMatchObject({ token: expect.stringMatching(/^ng-/), rotation_due: false });
    expect(await it.planned()).toBeUndefined();
  });
});
