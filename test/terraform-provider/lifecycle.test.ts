import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { createTerraform, describeWithTerraform, succeeded, type Terraform } from "../support/terraform.ts";
import { hasTerraform } from "../support/terraform-version.ts";
import { type LifecycleCase, lifecycleCases } from "./lifecycle-cases.ts";

/** OpenTofu, too, where it is installed: write-only attributes came with its 1.11. */
const lives = (["terraform", "tofu"] as const)
  .filter((cli) => cli === "terraform" || hasTerraform("1.11", cli))
  .flatMap((cli) => lifecycleCases.map((each) => ({ cli, ...each })));

/** Every resource goes through the same life with the real Terraform; each test starts where the one before ended. */
describeWithTerraform("the life of every resource", () => {
  describe.each(lives)("$type, with $cli", (each) => {
    let controlPlane: ControlPlane;
    let terraform: Terraform;
    const address = `${each.type}.it`;
    const configure = (attributes: string) => terraform.configure(hcl(each, attributes));
    const current = async () => (await terraform.state())[address]?.values ?? {};
    const expectEmptyPlan = async () =>
      expect(await terraform.plan()).toMatchObject({ exitCode: 0, changes: {} });

    beforeAll(async () => {
      controlPlane = await startControlPlane();
      const { baseUrl, apiKey } = controlPlane;
      terraform = await createTerraform({
        cli: each.cli,
        env: { AIGATEWAY_BASE_URL: baseUrl, AIGATEWAY_API_KEY: apiKey },
      });
      await configure(each.create);
    });

    afterAll(async () => {
      await controlPlane?.close();
      await terraform?.remove();
    });

    test("create makes the object, and the plan after it is empty", async () => {
      expect((await succeeded(terraform.apply())).changes[address]).toBe("create");

      const state = await current();
      expect(state).toMatchObject(each.created);
      expect(await each.remote.exists(controlPlane.api, state)).toBe(true);
      await expectEmptyPlan();
    });

    test("an update changes it in place, and the plan after it is empty", async () => {
      const { id } = await current();
      await configure(each.update);

      expect((await succeeded(terraform.apply())).changes).toEqual({ [address]: "update" });

      expect(await current()).toMatchObject({ id, ...each.updated });
      await expectEmptyPlan();
    });

    test("what changed remotely is put right", async () => {
      const before = await current();
      await each.remote.change(controlPlane.api, before);

      expect((await terraform.plan()).changes).toEqual({ [address]: "update" });
      await succeeded(terraform.apply());

      const changed = before.updated_at && { updated_at: expect.any(String) };
      expect(await current()).toEqual({ ...before, ...changed });
      await expectEmptyPlan();
    });

    test("what is gone remotely is created again, or set again where it can't be gone", async () => {
      const before = await current();
      await each.remote.remove(controlPlane.api, before);

      const action = each.identity === "account" ? "update" : "create";
      expect((await terraform.plan()).changes).toEqual({ [address]: action });
      await succeeded(terraform.apply());

      expect((await current()).id === before.id).toBe(each.identity !== undefined);
      expect(await each.remote.exists(controlPlane.api, before)).toBe(each.identity !== undefined);
      await expectEmptyPlan();
    });

    test("import brings what the API tells, and the plan after it is empty but for what it can't tell", async () => {
      const before = await current();
      await succeeded(terraform.run(["state", "rm", "-lock=false", address]));

      await succeeded(terraform.import(address, before.id));

      const hidden = Object.fromEntries((each.notImported ?? []).map((name) => [name, null]));
      expect(await current()).toEqual({ ...before, ...hidden });

      const plan = await terraform.plan();
      expect(plan.changes).toEqual(each.planAfterImport === "update" ? { [address]: "update" } : {});
      await succeeded(terraform.apply());
      expect((await current()).id).toBe(before.id);
      await expectEmptyPlan();
    });

    test("a change that needs another object replaces it", async () => {
      const before = await current();
      if (each.replace) await configure(each.replace);
      const forced = each.replace ? [] : [`-replace=${address}`];

      await succeeded(terraform.run(["apply", "-json", "-auto-approve", "-lock=false", ...forced]));

      expect((await current()).id === before.id).toBe(each.identity === "account");
      expect(await each.remote.exists(controlPlane.api, before)).toBe(each.identity === "account");
      await expectEmptyPlan();
    });

    test("destroy deletes it, also where it is gone already", async () => {
      const before = await current();
      await succeeded(terraform.destroy());

      expect(await terraform.state()).toEqual({});
      expect(await each.remote.exists(controlPlane.api, before)).toBe(false);

      await succeeded(terraform.apply());
      await each.remote.remove(controlPlane.api, await current());
      await succeeded(terraform.run(["destroy", "-json", "-auto-approve", "-lock=false", "-refresh=false"]));
      expect(await terraform.state()).toEqual({});
    });
  });
});

function hcl({ type, prerequisites = "" }: LifecycleCase, attributes: string): string {
  return `${prerequisites}\nresource "${type}" "it" {\n${attributes}\n}\n`;
}
