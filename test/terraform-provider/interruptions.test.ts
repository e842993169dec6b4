import { mendTornState } from "../support/kill-terraform.ts";
import { describeWithTerraform } from "../support/terraform.ts";
import { idsInState } from "../support/terraform-state.ts";
import {
  INTERRUPTIONS,
  type Interruption,
  isAt,
  MOMENTS,
  type Moment,
  PROVIDER_IS_KILLED,
  TERRAFORM_IS_KILLED,
} from "./interruptions.ts";
import { HOUR, type RotatingKey, startRotatingKey } from "./rotating-key.ts";

const MONTH = 720 * HOUR;
const createBeforeDestroy = "lifecycle { create_before_destroy = true }";
const KILLS = [PROVIDER_IS_KILLED, TERRAFORM_IS_KILLED];
/** All of them take some minutes: `npm run test:long`. */
const ALL = process.env.INTERRUPTIONS === "all";

describeWithTerraform("a rotation that is interrupted", () => {
  const usual = {
    order: "create_before_destroy with an overlap",
    overlap: "24h",
    lifecycle: createBeforeDestroy,
    by: ALL ? INTERRUPTIONS : [PROVIDER_IS_KILLED],
  };
  const others = [
    { order: "create_before_destroy without one", overlap: "0s", lifecycle: createBeforeDestroy, by: KILLS },
    { order: "destroy before create with an overlap", overlap: "24h", lifecycle: "", by: KILLS },
  ];
  describe.each(ALL ? [usual, ...others] : [usual])("$order", ({ overlap, lifecycle, by }) => {
    let it: RotatingKey;

    beforeAll(async () => {
      it = await startRotatingKey();
      await it.configure(`rotate_after = "720h"\noverlap = "${overlap}"\n${lifecycle}`, client);
      await it.apply();
    });
    afterEach(async () => {
      it.proxy.clear();
      await it.proxy.up();
    });
    afterAll(() => it?.close());

    const clientToken = async () =>
      (await it.terraform.state())["terraform_data.client"]?.values.output.value;
    const remoteIds = async (): Promise<string[]> =>
      (await it.controlPlane.api("GET", "/access-keys")).body.aiGatewayAccessKeys.map(
        ({ id }: { id: string }) => id,
      );

    /** Applies, and strikes once, at that moment of the first request that has it. */
    async function applyInterrupted(moment: Moment, interruption: Interruption) {
      const command = ["apply", "-json", "-auto-approve", "-lock=false"];
      const apply = it.terraform.start(command, it.now());
      let struck = false;
      it.proxy.inject((request) => {
        if (struck || !isAt(moment, request)) return undefined;
        struck = true;
        return { kind: "interrupt", when: moment.when, by: () => interruption.strike(it, apply.pid) };
      });
      const run = await apply.finished;
      expect(struck).toBe(true);
      return run;
    }

    /** Whoever has a token has one that works, and the state speaks of nothing that does not exist. */
    async function expectNothingLost(oldToken: string) {
      expect(await it.accepts(await clientToken())).toBe(true);
      const { token } = await it.key();
      if (token !== undefined) expect(await it.accepts(token)).toBe(true);
      if (overlap === "0s") return; // then a destroy that was carried out unheard is in the state until the next read
      expect(await it.accepts(oldToken)).toBe(true);
      const inState = idsInState(await it.terraform.stateFile(), "aigateway_access_key");
      expect(await remoteIds()).toEqual(expect.arrayContaining(inState));
    }

    /** Whether an interruption at this moment comes after the old key was retired. */
    const isRetiredAt = ({ of, when }: Moment) =>
      of === "destroy" ? when !== "before" : lifecycle !== createBeforeDestroy;

    const cases = by.flatMap((interruption) => MOMENTS.map((moment) => ({ interruption, moment })));
    test.each(cases)("$interruption.name $moment.name", async ({ interruption, moment }) => {
      it.clock.advance(MONTH);
      const old = await it.key();
      const known = await remoteIds();
      const interruptedAt = it.clock.now();

      const run = await applyInterrupted(moment, interruption);

      if (interruption.passes) expect(run).toMatchObject({ exitCode: 0 });
      const torn = interruption === TERRAFORM_IS_KILLED && (await mendTornState(it.terraform.folder));
      if (!torn) await expectNothingLost(old.token);

      it.proxy.clear();
      await it.proxy.up();
      it.clock.advance(HOUR);
      await it.apply();

      const now = await it.key();
      expect(now.id).not.toBe(old.id);
      expect([await clientToken(), await it.accepts(now.token)]).toEqual([now.token, true]);
      expect(idsInState(await it.terraform.stateFile(), "aigateway_access_key")).toEqual([now.id]);
      expect(await it.planned()).toBeUndefined();
      // The overlap begins when the old key is retired, and retiring it again does not make it longer.
      const retired = interruption.passes || isRetiredAt(moment) ? interruptedAt : it.clock.now();
      const remote = await it.remote(old.id);
      if (overlap === "0s") expect(remote).toBeUndefined();
      else expect(Date.parse(remote.expiresAt)).toBe(retired + 24 * HOUR);

      const unseen = (await remoteIds()).filter((id) => ![...known, now.id].includes(id));
      expect(unseen.length).toBeLessThanOrEqual(torn || mayLeaveUnseen(moment, interruption) ? 1 : 0);
    });
  });
});

/** Whoever holds the token. */
const client = `resource "terraform_data" "client" { input = aigateway_access_key.web.token }`;

/** A key whose answer nobody lived to hear; its token was never handed out. */
function mayLeaveUnseen({ of, when }: Moment, { passes }: Interruption): boolean {
  return of === "create" && when !== "before" && !passes;
}
