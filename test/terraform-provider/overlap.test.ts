import { describeWithTerraform } from "../support/terraform.ts";
import { ADDRESS, HOUR, type RotatingKey, startRotatingKey } from "./rotating-key.ts";

const createBeforeDestroy = "lifecycle { create_before_destroy = true }";
const keepers = (release: string) => `keepers = { release = "${release}" }`;
const daily = 'overlap = "24h"';

describeWithTerraform("overlap", () => {
  let it: RotatingKey;

  beforeAll(async () => {
    it = await startRotatingKey();
  });
  afterAll(() => it?.close());
  afterEach(() => it.proxy.clear());

  /** Makes a new key of these attributes, after whatever a test before has left. */
  async function given(...attributes: string[]) {
    await it.configure([keepers("1"), ...attributes].join("\n"));
    await it.apply(`-replace=${ADDRESS}`);
    it.proxy.passed.length = 0;
    return it.key();
  }
  const after = (hours: number) => new Date(it.clock.now() + hours * HOUR).toISOString();

  test.each([
    ["with create_before_destroy", createBeforeDestroy, ["POST /access-keys", "PATCH /access-keys"]],
    ["without it", "", ["PATCH /access-keys", "POST /access-keys"]],
  ])(
    "a replaced key is valid for that time beside the new one, and no longer: %s",
    async (_, lifecycle, writes) => {
      const old = await given(daily, lifecycle);
      await it.configure([keepers("2"), daily, lifecycle].join("\n"));

      const run = await it.apply();

      expect(run.diagnostics).toEqual([]);
      expect(it.writes()).toEqual(writes);
      const { id, token } = await it.key();
      expect(id).not.toBe(old.id);
      expect(await it.remote(old.id)).toMatchObject({ expiresAt: after(24) });
      expect([await it.accepts(old.token), await it.accepts(token)]).toEqual([true, true]);
      expect(await it.planned()).toBeUndefined();
      it.clock.advance(24 * HOUR - 1000);
      expect(await it.accepts(old.token)).toBe(true);
      it.clock.advance(1000);
      expect([await it.accepts(old.token), await it.accepts(token)]).toEqual([false, true]);
    },
  );

  test("a key that is destroyed for good expires as well", async () => {
    const old = await given(daily);

    await it.run("destroy", "-auto-approve", "-no-color", "-lock=false");

    expect(await it.terraform.state()).toEqual({});
    expect(await it.remote(old.id)).toMatchObject({ expiresAt: after(24) });
    expect(await it.accepts(old.token)).toBe(true);
  });

  test.each([
    ["earlier stays as it is", 2, 2],
    ["later is brought forward", 48, 24],
  ])("a key's own expiry that is %s", async (_, own, expected) => {
    const expiresAt = after(own);
    const old = await given(daily, `expires_at = "${expiresAt}"`);
    await it.configure(daily);

    await it.apply();

    expect(await it.remote(old.id)).toMatchObject({ expiresAt: after(expected) });
  });

  test("an expiry that others have given the key meanwhile counts, also without a refresh", async () => {
    const old = await given(daily);
    await it.controlPlane.api("PATCH", `/access-keys/${old.id}`, { expiresAt: after(1) });
    await it.configure([keepers("2"), daily].join("\n"));

    await it.apply("-refresh=false");

    expect(it.writes()).toEqual(["POST /access-keys"]);
    expect(await it.remote(old.id)).toMatchObject({ expiresAt: after(1) });
  });

  test.each([["nothing"], ["0s"], ["0"]])("an overlap of %s deletes at once", async (overlap) => {
    const old = await given(overlap === "nothing" ? "" : `overlap = "${overlap}"`);
    await it.configure(keepers("2"));

    await it.apply();

    expect(it.writes()).toEqual(["DELETE /access-keys", "POST /access-keys"]);
    expect(await it.accepts(old.token)).toBe(false);
  });

  test("a duration in any unit that Go knows arrives as what it is", async () => {
    const old = await given('overlap = "1h30m500ms1000μs"');
    await it.configure(keepers("2"));

    await it.apply();

    const expiresAt = new Date(it.clock.now() + 1.5 * HOUR + 501).toISOString();
    expect(await it.remote(old.id)).toMatchObject({ expiresAt });
  });

  test("another overlap is recorded without a word to the API, and counts from the next destroy on", async () => {
    const old = await given(daily);
    await it.configure([keepers("2"), 'overlap = "1h"'].join("\n"));
    await it.apply();
    expect(await it.remote(old.id)).toMatchObject({ expiresAt: after(24) });
    it.proxy.passed.length = 0;

    await it.configure([keepers("2"), 'overlap = "2h"'].join("\n"));
    expect((await it.apply()).changes).toEqual({ [ADDRESS]: "update" });
    expect(it.writes()).toEqual([]);

    const { id } = await it.key();
    await it.configure("");
    await it.apply();
    expect(await it.remote(id)).toMatchObject({ expiresAt: after(2) });
  });

  test("its configuration is refused to be destroyed with it, with the remedy, and can be when the key has ended", async () => {
    const configuration = 'resource "aigateway_access_key_configuration" "all" { name = "all" }';
    const reference = "access_key_configuration_id = aigateway_access_key_configuration.all.id";
    await it.configure([daily, reference].join("\n"), configuration);
    await it.apply();
    const { id, token } = await it.key();

    const refused = await it.terraform.run(["destroy", "-json", "-auto-approve", "-lock=false"], it.now());

    const [told] = refused.diagnostics;
    expect(told?.summary).toBe("Could not delete the access key configuration");
    expect(told?.detail).toContain(`${id}, valid until ${after(24)}`);
    expect(told?.detail).toContain('apply overlap = "0s" before');
    expect(Object.keys(await it.terraform.state())).toEqual(["aigateway_access_key_configuration.all"]);
    expect(await it.accepts(token)).toBe(true);
    it.clock.advance(24 * HOUR);
    await it.run("destroy", "-auto-approve", "-no-color", "-lock=false");
    expect([await it.terraform.state(), await it.remote(id)]).toEqual([{}, undefined]);
  });

  test("a key that is gone already is destroyed", async () => {
    const old = await given(daily);
    await it.controlPlane.api("DELETE", `/access-keys/${old.id}`);

    await it.run("destroy", "-auto-approve", "-no-color", "-lock=false", "-refresh=false");

    expect(await it.terraform.state()).toEqual({});
  });
});
