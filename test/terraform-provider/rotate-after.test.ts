import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describeWithTerraform, succeeded } from "../support/terraform.ts";
import { ADDRESS, HOUR, type RotatingKey, startRotatingKey } from "./rotating-key.ts";

const MONTH = 720 * HOUR;
const monthly = 'rotate_after = "720h"';

describeWithTerraform("rotate_after", () => {
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

  test("a key is due at the age to the millisecond, every plan says the same, and one apply replaces it once", async () => {
    const before = await it.key();
    expect(before).toMatchObject({ rotation_due: false, rotate_after: "720h" });
    it.clock.advance(MONTH - 1);
    expect([await it.planned(), await it.planned()]).toEqual([undefined, undefined]);
    it.clock.advance(1);
    expect([await it.planned(), await it.planned()]).toEqual(["replace", "replace"]);

    expect((await it.apply()).changes).toEqual({ [ADDRESS]: "replace" });

    const after = await it.key();
    expect(after).toMatchObject({ rotation_due: false, token: expect.stringMatching(/^ng-/) });
    expect([after.id, after.token]).not.toEqual([before.id, before.token]);
    expect(it.writes()).toEqual(["DELETE /access-keys", "POST /access-keys"]);
    expect([await it.planned(), await it.planned()]).toEqual([undefined, undefined]);
    expect(await it.remote(before.id)).toBeUndefined();
  });

  test("the plan names rotation_due as what forces the replacement", async () => {
    it.clock.advance(MONTH);

    const { output } = await it.run("plan", "-no-color", "-lock=false");

    expect(output).toMatch(/rotation_due\s+= true -> false # forces replacement/);
  });

  test("a key that is due and has another keeper is replaced once", async () => {
    it.clock.advance(MONTH);
    await it.configure(`${monthly}\nkeepers = { release = "42" }`);

    await it.apply();

    expect(it.writes()).toEqual(["DELETE /access-keys", "POST /access-keys"]);
    expect(await it.planned()).toBeUndefined();
  });

  test("-refresh=false keeps the last decision, whatever time it is", async () => {
    it.clock.advance(MONTH);
    expect(await it.planned("-refresh=false")).toBeUndefined();

    await it.apply("-refresh-only");
    expect(await it.key()).toMatchObject({ rotation_due: true });
    it.clock.advance(-MONTH);
    expect(await it.planned("-refresh=false")).toBe("replace");

    await it.apply("-refresh=false");
    expect(await it.key()).toMatchObject({ rotation_due: false });
    expect(await it.planned("-refresh=false")).toBeUndefined();
  });

  test("a saved plan replaces although the clock has moved on, and the plan after it is empty", async () => {
    const before = await it.key();
    it.clock.advance(MONTH);
    await it.run("plan", "-out=saved.plan", "-lock=false");
    it.clock.advance(HOUR);

    await it.run("apply", "-lock=false", "saved.plan");

    expect((await it.key()).id).not.toBe(before.id);
    expect(await it.planned()).toBeUndefined();
  });

  test("what counts is the server's created_at: to a clock that is behind it, the key is not due", async () => {
    it.clock.advance(-MONTH - HOUR);

    expect(await it.planned()).toBeUndefined();
    it.clock.advance(MONTH + HOUR);
  });

  test("a state of a provider that knew no rotation plans nothing, refreshed or not", async () => {
    await it.configure('name = "old"');
    await it.apply();
    const file = join(it.terraform.folder, "terraform.tfstate");
    const state = JSON.parse(await readFile(file, "utf8"));
    for (const name of ["rotate_after", "rotation_due", "overlap"]) {
      delete state.resources[0].instances[0].attributes[name];
    }
    await writeFile(file, JSON.stringify(state));

    expect([await it.planned("-refresh=false"), await it.planned()]).toEqual([undefined, undefined]);
    await succeeded(it.terraform.apply());
    expect(it.writes()).toEqual(["PATCH /access-keys"]); // the name, before
  });
});
