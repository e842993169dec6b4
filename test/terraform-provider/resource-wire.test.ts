import { createClock } from "../../terraform-provider/src/clock.ts";
import { objectType } from "../../terraform-provider/src/framework/schema/object-type.ts";
import { decodeMsgpack, encodeMsgpack } from "../../terraform-provider/src/protocol/value/msgpack.ts";
import { type ObjectValue, UNKNOWN, type Value } from "../../terraform-provider/src/protocol/value/value.ts";
import { createProvider } from "../../terraform-provider/src/provider.ts";
import { killPlugins, type Plugin, startPlugin } from "../support/terraform-plugin.ts";
import { fullConfig, unknownPlaces } from "./full-config.ts";
import { brokenRules, proposedNew } from "./plan-rules.ts";

const log = () => {};
const provider = createProvider({ version: "0.0.0", environment: {}, log, clock: createClock({}, log) });
const types = provider.resources.map(({ typeName, schema }) => ({ typeName, ...schema }));

/** What can't be given together: the first is left out of a configuration that has everything else. */
const EITHER: Readonly<Record<string, string>> = { aigateway_provider_key: "value" };

afterAll(killPlugins);

describe("on the wire, with the API still to come", () => {
  let plugin: Plugin;

  beforeAll(async () => {
    plugin = await startPlugin();
    const settings = { object: { api_key: "string", base_url: "string" } } as const;
    const msgpack = encodeMsgpack({ api_key: UNKNOWN, base_url: UNKNOWN }, settings);
    await plugin.call("ConfigureProvider", { config: { msgpack } });
  });

  describe.each(types)("$typeName", ({ typeName, attributes }) => {
    const type = objectType(attributes);
    const either = EITHER[typeName];
    const full = { ...fullConfig(attributes), ...(either && { [either]: null }) };
    const msgpack = (value: Value) => ({ msgpack: encodeMsgpack(value, type) });
    const json = (value: Value) => ({ json: Buffer.from(JSON.stringify(value)) });
    const decode = (answer: { msgpack: Uint8Array }) => decodeMsgpack(answer.msgpack, type) as ObjectValue;

    const plan = (prior: ObjectValue | null, config: ObjectValue, encoded: (value: Value) => object) =>
      plugin.call("PlanResourceChange", {
        type_name: typeName,
        prior_state: encoded(prior),
        proposed_new_state: encoded(proposedNew(attributes, prior, config)),
        config: encoded(config),
      });
    const validate = (config: ObjectValue) =>
      plugin.call("ValidateResourceConfig", {
        type_name: typeName,
        config: msgpack(config),
        client_capabilities: { write_only_attributes_allowed: true },
      });
    /** What an apply of the full configuration would have left. */
    const applied = async () => {
      const planned = decode((await plan(null, full, msgpack)).planned_state);
      return Object.fromEntries(
        Object.entries(planned).map(([name, value]) => [
          name,
          value === UNKNOWN ? (type.object[name] === "bool" ? false : "computed") : value,
        ]),
      );
    };

    test.each(unknownPlaces(attributes, full))(
      "may have $place unknown, created or changed",
      async ({ config }) => {
        expect((await validate(config)).diagnostics).toEqual([]);
        for (const prior of [null, await applied()]) {
          const { planned_state, diagnostics } = await plan(prior, config, msgpack);

          expect(diagnostics).toEqual([]);
          expect(brokenRules(attributes, { prior, config, planned: decode(planned_state) })).toEqual([]);
        }
      },
    );

    test("is planned from JSON as it is from MessagePack", async () => {
      for (const prior of [null, await applied()]) {
        const planned = await plan(prior, full, json);

        expect(planned.diagnostics).toEqual([]);
        expect(planned).toEqual(await plan(prior, full, msgpack));
      }
    });

    test("has states of its first version brought up to date, whatever they lack at any depth", async () => {
      for (const written of [{}, hollow(full)]) {
        const { upgraded_state, diagnostics } = await plugin.call("UpgradeResourceState", {
          type_name: typeName,
          version: 0,
          raw_state: json({ ...written, id: "it", abolished: { in: ["an", "older", "version"] } }),
        });

        expect(diagnostics).toEqual([]);
        expect(decode(upgraded_state)).toMatchObject({ ...written, id: "it" });
        expect(Object.keys(decode(upgraded_state)).sort()).toEqual(Object.keys(attributes).sort());
      }
    });
  });
});

/** The same collections and objects, without what is in the objects. */
function hollow(value: ObjectValue): ObjectValue {
  const within = (child: Value): Value => {
    if (Array.isArray(child)) return child.map(within);
    return typeof child === "object" && child !== null ? {} : child;
  };
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, within(child)]));
}
