import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { createTerraform, describeWithTerraform, succeeded, type Terraform } from "../support/terraform.ts";
import { hasTerraform } from "../support/terraform-version.ts";
import { type LifecycleCase, lifecycleCases, surroundings } from "./lifecycle-cases.ts";

/** OpenTofu, too, where it is installed: write-only attributes came with its 1.11. */
const programs = (["terraform", "tofu"] as const).filter(
  (cli) => cli === "terraform" || hasTerraform("1.11", cli),
);

/**
 * Every resource goes through the same life with the real Terraform, all of them in one configuration: a run takes as long
 * for seven as for one. Each test starts where the one before ended.
 */
describeWithTerraform("the life of every resource", () => {
  describe.each(programs)("with %s", (cli) => {
    let controlPlane: ControlPlane;
    let terraform: Terraform;
    type Values = Record<string, unknown> & { id: string };

    beforeAll(async () => {
      controlPlane = await startControlPlane();
      const { baseUrl, apiKey } = controlPlane;
      terraform = await createTerraform({
        cli,
        env: { AIGATEWAY_BASE_URL: baseUrl, AIGATEWAY_API_KEY: apiKey },
      });
    });
    afterAll(async () => {
      await controlPlane?.close();
      await terraform?.remove();
    });

    const configure = (attributesOf: (each: LifecycleCase) => string) =>
      terraform.configure(
        [
          surroundings,
          ...lifecycleCases.map((each) => `resource "${each.type}" "it" {${attributesOf(each)}}`),
        ].join("\n"),
      );
    /** What the state holds of each resource, by its type. */
    const current = async () => {
      const state = await terraform.state();
      return ofEach((each) => (state[address(each)]?.values ?? {}) as Values);
    };
    const existing = async (values: Record<string, Values>) => {
      const answers = lifecycleCases.map(async (each) => [
        each.type,
        await each.remote.exists(controlPlane.api, values[each.type] as Values),
      ]);
      return Object.fromEntries(await Promise.all(answers));
    };
    const expectEmptyPlan = async () =>
      expect(await terraform.plan()).toMatchObject({ exitCode: 0, changes: {} });

    test("create makes the object, and the plan after it is empty", async () => {
      await configure(({ create }) => create);

      expect((await succeeded(terraform.apply())).changes).toMatchObject(changes(() => "create"));

      const state = await current();
      expect(state).toMatchObject(ofEach(({ created }) => created));
      expect(await existing(state)).toEqual(ofEach(() => true));
      await expectEmptyPlan();
    });

    test("an update changes it in place, and the plan after it is empty", async () => {
      const before = await current();
      await configure(({ update }) => update);

      expect((await succeeded(terraform.apply())).changes).toEqual(changes(() => "update"));

      expect(await current()).toMatchObject(
        ofEach(({ type, updated }) => ({ id: before[type]?.id, ...updated })),
      );
      await expectEmptyPlan();
    });

    test("what changed remotely is put right", async () => {
      const before = await current();
      for (const each of lifecycleCases)
        await each.remote.change(controlPlane.api, before[each.type] as Values);

      expect((await terraform.plan()).changes).toEqual(changes(() => "update"));
      await succeeded(terraform.apply());

      expect(await current()).toEqual(
        ofEach(({ type }) => ({
          ...before[type],
          ...(before[type]?.updated_at ? { updated_at: expect.any(String) } : {}),
        })),
      );
      await expectEmptyPlan();
    });

    test("what is gone remotely is created again, or set again where it can't be gone", async () => {
      const before = await current();
      for (const each of lifecycleCases)
        await each.remote.remove(controlPlane.api, before[each.type] as Values);

      expect((await terraform.plan()).changes).toEqual(
        changes(({ identity }) => (identity === "account" ? "update" : "create")),
      );
      await succeeded(terraform.apply());

      const after = await current();
      const isSame = ({ identity }: LifecycleCase) => identity !== undefined;
      expect(ofEach(({ type }) => after[type]?.id === before[type]?.id)).toEqual(ofEach(isSame));
      expect(await existing(before)).toEqual(ofEach(isSame));
      await expectEmptyPlan();
    });

    test("import brings what the API tells, and the plan after it is empty but for what it can't tell", async () => {
      const before = await current();
      await succeeded(terraform.run(["state", "rm", "-lock=false", ...lifecycleCases.map(address)]));

      for (const each of lifecycleCases)
        await succeeded(terraform.import(address(each), before[each.type]?.id as string));

      expect(await current()).toEqual(
        ofEach(({ type, notImported = [] }) => ({
          ...before[type],
          ...Object.fromEntries(notImported.map((name) => [name, null])),
        })),
      );
      const updated = lifecycleCases.filter(({ planAfterImport }) => planAfterImport === "update");
      expect((await terraform.plan()).changes).toEqual(
        Object.fromEntries(updated.map((each) => [address(each), "update"])),
      );
      await succeeded(terraform.apply());
      expect(await current()).toMatchObject(ofEach(({ type }) => ({ id: before[type]?.id })));
      await expectEmptyPlan();
    });

    test("a change that needs another object replaces it", async () => {
      const before = await current();
      await configure(({ replace, update }) => replace || update);
      const forced = lifecycleCases
        .filter(({ replace }) => !replace)
        .map((each) => `-replace=${address(each)}`);

      await succeeded(terraform.run(["apply", "-json", "-auto-approve", "-lock=false", ...forced]));

      const after = await current();
      const isSame = ({ identity }: LifecycleCase) => identity === "account";
      expect(ofEach(({ type }) => after[type]?.id === before[type]?.id)).toEqual(ofEach(isSame));
      expect(await existing(before)).toEqual(ofEach(isSame));
      await expectEmptyPlan();
    });

    test("destroy deletes it, also where it is gone already", async () => {
      const before = await current();
      await succeeded(terraform.destroy());

      expect(await terraform.state()).toEqual({});
      expect(await existing(before)).toEqual(ofEach(() => false));

      await succeeded(terraform.apply());
      const made = await current();
      for (const each of lifecycleCases)
        await each.remote.remove(controlPlane.api, made[each.type] as Values);
      await succeeded(terraform.run(["destroy", "-json", "-auto-approve", "-lock=false", "-refresh=false"]));
      expect(await terraform.state()).toEqual({});
    });
  });
});

function address({ type }: LifecycleCase): string {
  return `${type}.it`;
}

function ofEach<T>(what: (each: LifecycleCase) => T): Record<string, T> {
  return Object.fromEntries(lifecycleCases.map((each) => [each.type, what(each)]));
}

/** By address, as a run tells of them. */
function changes(action: (each: LifecycleCase) => string): Record<string, string> {
  return Object.fromEntries(lifecycleCases.map((each) => [address(each), action(each)]));
}
