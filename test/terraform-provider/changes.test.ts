import fc from "fast-check";
import { createClock } from "../../terraform-provider/src/clock.ts";
import type { Schema } from "../../terraform-provider/src/framework/schema/attribute.ts";
import { createProviderServer } from "../../terraform-provider/src/framework/server/provider-server.ts";
import type {
  ProviderServer,
  ResourceServer,
} from "../../terraform-provider/src/protocol/provider-server.ts";
import {
  isWhollyKnown,
  type ObjectValue,
  UNKNOWN,
  type Value,
} from "../../terraform-provider/src/protocol/value/value.ts";
import { createProvider } from "../../terraform-provider/src/provider.ts";
import { withoutNulls } from "../../terraform-provider/src/resources/write-body.ts";
import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { runs } from "../support/property-runs.ts";
import { brokenPromises, brokenRules, proposedNew } from "./plan-rules.ts";
import { type Configs, sensibleConfigs } from "./sensible-configs.ts";

/** One configuration after the other, each with some attributes that become known only at its apply. */
type Step = { config: Record<string, Value>; late: string[] };

interface Stored {
  state: ObjectValue | null;
  private: Uint8Array;
}

const NOTHING: Stored = { state: null, private: new Uint8Array() };

const log = () => {};
const provider = createProvider({ version: "0.0.0", environment: {}, log, clock: createClock({}, log) });
const resources = provider.resources.map(({ typeName, schema }) => ({ typeName, schema }));

describe("any sequence of changes", () => {
  let controlPlane: ControlPlane;
  let server: ProviderServer;
  let configs: Configs;

  beforeAll(async () => {
    controlPlane = await startControlPlane();
    server = createProviderServer(provider);
    const { baseUrl: base_url, apiKey: api_key } = controlPlane;
    const configured = { config: { base_url, api_key }, terraformVersion: "1.11.4" };
    expect((await server.configure(configured)).diagnostics).toEqual([]);
    configs = await sensibleConfigs(controlPlane);
  });
  afterAll(() => controlPlane?.close());

  test.each(resources)(
    "of $typeName ends each time as planned, with nothing left to do",
    async ({ typeName, schema }) => {
      const served = server.resources.get(typeName);
      const config = configs[typeName];
      if (!served || !config) throw new Error(`no configurations of ${typeName}`);
      const names = Object.keys(schema.attributes);
      const late = fc.oneof(fc.constant<string[]>([]), fc.subarray(names, { maxLength: 3 }));
      const steps = fc.array(fc.record({ config, late }), { minLength: 1, maxLength: 3 });
      const terraform = terraformFor(schema, served);

      await fc.assert(
        fc.asyncProperty(steps, async (all) => {
          let stored = NOTHING;
          for (const step of all) stored = await terraform.apply(stored, step);
          await terraform.destroy(stored);
        }),
        runs(8),
      );
    },
  );
});

/** What Terraform does around a provider, with every check that it makes. */
function terraformFor({ attributes }: Schema, served: ResourceServer) {
  const whole = (config: Record<string, Value>): ObjectValue =>
    Object.fromEntries(Object.keys(attributes).map((name) => [name, config[name] ?? null]));

  async function plan({ state: prior, private: bytes }: Stored, config: ObjectValue) {
    const proposed = proposedNew(attributes, prior, config);
    const request = { priorState: prior, proposedNewState: proposed, config, private: bytes };
    const planned = await served.planChange(request);
    expect(planned.diagnostics).toEqual([]);
    expect(brokenRules(attributes, { prior, config, planned: planned.state ?? {} })).toEqual([]);
    return planned;
  }

  async function destroy({ state, private: bytes }: Stored): Promise<void> {
    const request = { priorState: state, plannedState: null, config: null, private: bytes };
    const destroyed = await served.applyChange(request);
    expect(destroyed).toMatchObject({ state: null, diagnostics: [] });
  }

  async function apply(stored: Stored, step: Step): Promise<Stored> {
    const config = whole(step.config);
    const early = Object.fromEntries(
      Object.entries(config).map(([name, value]) => [
        name,
        step.late.includes(name) && value !== null ? UNKNOWN : value,
      ]),
    );
    for (const each of [early, config]) {
      expect(await served.validateConfig({ config: each, writeOnlyAllowed: true })).toEqual({
        diagnostics: [],
      });
    }

    let before = stored;
    let first = await plan(before, early);
    if (stored.state !== null && first.requiresReplace.length > 0) {
      before = NOTHING;
      first = await plan(before, early);
      await destroy(stored);
    }
    const final = await plan(before, config);
    expect(brokenPromises(first.state, final.state)).toEqual([]);
    // What refers to the object needs no change.
    if (before.state !== null) expect(final.state?.id).toEqual(before.state.id);

    const request = { priorState: before.state, plannedState: final.state, config, private: final.private };
    const applied = await served.applyChange(request);
    expect(applied.diagnostics).toEqual([]);
    expect(isWhollyKnown(applied.state)).toBe(true);
    expect(brokenPromises(final.state, applied.state)).toEqual([]);

    const upgraded = await served.upgradeState({ version: 0, rawState: withoutNulls(applied.state ?? {}) });
    expect(upgraded).toEqual({ state: applied.state, diagnostics: [] });
    const read = await served.read(applied);
    expect(read).toEqual(applied);
    const again = await plan(read, config);
    expect(again.state).toEqual(read.state);
    expect(again.requiresReplace).toEqual([]);
    return read;
  }

  return { apply, destroy };
}
