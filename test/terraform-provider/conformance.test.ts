import { encode } from "@msgpack/msgpack";
import { ephemeralAccessKeySchema } from "../../terraform-provider/src/ephemeral-resources/access-key-schema.ts";
import { objectType } from "../../terraform-provider/src/framework/schema/object-type.ts";
import { decodeMsgpack, encodeMsgpack } from "../../terraform-provider/src/protocol/value/msgpack.ts";
import { type ObjectValue, UNKNOWN } from "../../terraform-provider/src/protocol/value/value.ts";
import { accessKeySchema } from "../../terraform-provider/src/resources/access-key-schema.ts";
import { killPlugins, type Plugin, startPlugin } from "../support/terraform-plugin.ts";

afterAll(killPlugins);

/** Plays Terraform's side of the protocol, for what the installed Terraform does not do. */
describe("the plugin protocol", () => {
  const type = objectType(accessKeySchema.attributes);
  const nothing = Object.fromEntries(Object.keys(type.object).map((name) => [name, null]));
  let plugin: Plugin;

  beforeAll(async () => {
    plugin = await startPlugin();
  });

  const json = (value: unknown) => ({ json: Buffer.from(JSON.stringify(value)) });
  const msgpack = (value: unknown) => ({ msgpack: encodeMsgpack(value as never, type) });
  const plan = (config: object, prior: object | null, encoded: (value: unknown) => object) =>
    plugin.call("PlanResourceChange", {
      type_name: "aigateway_access_key",
      prior_state: encoded(prior),
      proposed_new_state: encoded({ ...(prior ?? nothing), ...config }),
      config: encoded({ ...nothing, ...config }),
    });

  test("the handshake names protocol 6, an address and gRPC", () => {
    expect(plugin.handshake).toEqual([
      "1",
      "6",
      "tcp",
      expect.stringMatching(/^127\.0\.0\.1:\d+$/),
      "grpc",
      "",
    ]);
  });

  test("the health service knows the plugin, and nothing else", async () => {
    expect(await plugin.health("plugin")).toEqual({ status: 1 });
    await expect(plugin.health("other")).rejects.toMatchObject({ code: 5 });
  });

  test("GetFunctions answers with none, as OpenTofu needs it", async () => {
    expect(await plugin.call("GetFunctions")).toMatchObject({ functions: {}, diagnostics: [] });
  });

  test("calls that there is nothing to answer to are UNIMPLEMENTED", async () => {
    const identity = ["GetResourceIdentitySchemas", "UpgradeResourceIdentity"]; // Terraform 1.12 takes it for "none"
    for (const method of [...identity, "MoveResourceState", "CallFunction"]) {
      await expect(plugin.call(method)).rejects.toMatchObject({ code: 12 });
    }
    // Or Terraform would ask for a move, instead of telling that there are none between types.
    const { server_capabilities } = await plugin.call("GetProviderSchema");
    expect(server_capabilities).toMatchObject({ move_resource_state: false, plan_destroy: false });
  });

  test("GetMetadata names the resources without their schemas", async () => {
    const { resources } = await plugin.call("GetMetadata");

    expect(resources).toContainEqual({ type_name: "aigateway_access_key" });
  });

  test("data sources are named, and described under names that resources have, too", async () => {
    const metadata = await plugin.call("GetMetadata");
    const described = await plugin.call("GetProviderSchema");

    const names = metadata.data_sources.map(({ type_name }: { type_name: string }) => type_name);
    expect(names).toEqual(expect.arrayContaining(["aigateway_access_key", "aigateway_access_keys"]));
    expect(Object.keys(described.data_source_schemas).sort()).toEqual(names.sort());
    const attributes = (schemas: Record<string, { block: { attributes: { name: string }[] } }>) =>
      schemas.aigateway_access_key?.block.attributes.map(({ name }) => name);
    expect(attributes(described.resource_schemas)).toContain("token");
    expect(attributes(described.data_source_schemas)).not.toContain("token");
  });

  test("a data source that there isn't is told, and so is one that is read too early", async () => {
    for (const [type_name, told] of [
      ["aigateway_nothing", "no data source"],
      ["aigateway_credit_balance", "not configured"],
    ]) {
      const { state, diagnostics } = await plugin.call("ReadDataSource", { type_name, config: json({}) });
      expect(diagnostics).toMatchObject([{ severity: 1, detail: expect.stringContaining(told as string) }]);
      expect(state).toBeNull();
    }
  });

  test("an ephemeral resource is named and described beside the resource of that name", async () => {
    const metadata = await plugin.call("GetMetadata");
    const described = await plugin.call("GetProviderSchema");

    expect(metadata.ephemeral_resources).toEqual([{ type_name: "aigateway_access_key" }]);
    expect(Object.keys(described.ephemeral_resource_schemas)).toEqual(["aigateway_access_key"]);
    const { attributes } = described.ephemeral_resource_schemas.aigateway_access_key.block;
    expect(attributes).toContainEqual(
      expect.objectContaining({ name: "token", computed: true, sensitive: true }),
    );
    expect(attributes.filter(({ write_only }: { write_only: boolean }) => write_only)).toEqual([]);
  });

  test.each([
    "ValidateEphemeralResourceConfig",
    "OpenEphemeralResource",
    "RenewEphemeralResource",
    "CloseEphemeralResource",
  ])("%s of one that there isn't, or of nonsense, is told, and the plugin goes on", async (method) => {
    const nonsense = { config: { msgpack: Buffer.from([0xc1]) }, private: Buffer.from("nonsense") };

    const unknown = await plugin.call(method, { type_name: "aigateway_nothing", ...nonsense });
    const garbage = await plugin.call(method, { type_name: "aigateway_access_key", ...nonsense });

    expect(unknown.diagnostics).toMatchObject([
      { severity: 1, detail: expect.stringContaining("no ephemeral resource type") },
    ]);
    // What can't be read as ours was not opened here: there is nothing to close.
    expect(garbage.diagnostics).toMatchObject(method.startsWith("Close") ? [] : [{ severity: 1 }]);
    expect(await plugin.health("plugin")).toEqual({ status: 1 });
  });

  test("an ephemeral resource that is opened too early is told so; one that is not known yet can wait", async () => {
    const ofKey = objectType(ephemeralAccessKeySchema.attributes);
    const open = (config: ObjectValue) =>
      plugin.call("OpenEphemeralResource", {
        type_name: "aigateway_access_key",
        config: { msgpack: encodeMsgpack(config, ofKey) },
      });

    const early = await open({});
    const waiting = await open({ name: UNKNOWN });

    expect(early.diagnostics).toMatchObject([{ detail: expect.stringContaining("not configured") }]);
    expect(decodeMsgpack(early.result.msgpack, ofKey)).toBeNull();
    expect(waiting.diagnostics).toEqual([]);
    expect(decodeMsgpack(waiting.result.msgpack, ofKey)).toMatchObject({ name: UNKNOWN, token: UNKNOWN });
  });

  test("an unknown with refinements, under any extension code, is an unknown", async () => {
    const { ExtData } = await import("@msgpack/msgpack");
    const refined = encode({ ...nothing, name: new ExtData(12, new Uint8Array([0x81, 1, 0xc2])) });

    const { planned_state } = await plugin.call("PlanResourceChange", {
      type_name: "aigateway_access_key",
      prior_state: msgpack(null),
      proposed_new_state: { msgpack: refined },
      config: { msgpack: refined },
    });

    expect((decodeMsgpack(planned_state.msgpack, type) as ObjectValue).name).toBe(UNKNOWN);
  });

  test("a client without write-only attributes is told before it stores the secret", async () => {
    const config = { provider_id: "openai", name: "it", value_wo: "sk-secret" };
    const request = { type_name: "aigateway_provider_key", config: json(config) };

    const old = await plugin.call("ValidateResourceConfig", request);
    const current = await plugin.call("ValidateResourceConfig", {
      ...request,
      client_capabilities: { write_only_attributes_allowed: true },
    });

    expect(old.diagnostics).toMatchObject([
      { severity: 1, detail: expect.stringContaining("Terraform 1.11") },
    ]);
    expect(current.diagnostics).toEqual([]);
  });

  test("garbage and unknown types give a diagnostic, and the plugin goes on", async () => {
    const broken = { type_name: "aigateway_access_key", config: { msgpack: Buffer.from([0xc1]) } };
    expect((await plugin.call("ValidateResourceConfig", broken)).diagnostics).toMatchObject([
      { severity: 1 },
    ]);

    const wrong = { type_name: "aigateway_access_key", config: json({ name: ["a list"] }) };
    const { diagnostics } = await plugin.call("ValidateResourceConfig", wrong);
    expect(diagnostics[0].detail).toContain("name should be a string, but is a list");

    const unknown = { type_name: "aigateway_nothing", current_state: json(null) };
    expect((await plugin.call("ReadResource", unknown)).diagnostics).toMatchObject([{ severity: 1 }]);
    expect(await plugin.health("plugin")).toEqual({ status: 1 });
  });

  test("a failed apply gives back the state from before", async () => {
    const prior = { ...nothing, id: "aigk_1", name: "web" };

    const { new_state, diagnostics } = await plugin.call("ApplyResourceChange", {
      type_name: "aigateway_access_key",
      prior_state: msgpack(prior),
      planned_state: msgpack({ ...prior, name: "other" }),
      config: msgpack({ ...nothing, name: "other" }),
    });

    expect(diagnostics).toMatchObject([{ severity: 1 }]); // the provider isn't configured
    expect(decodeMsgpack(new_state.msgpack, type)).toEqual(prior);
  });

  test("messages of 10 MB pass in both directions", async () => {
    const keepers = Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => [`keeper${index}`, "x".repeat(100_000)]),
    );

    const { planned_state } = await plan({ keepers }, null, msgpack);

    expect(planned_state.msgpack.length).toBeGreaterThan(10_000_000);
  });
});

test("settings that are known only after apply keep nothing from being planned, and say so where they are needed", async () => {
  const plugin = await startPlugin();
  const settings = { object: { api_key: "string", base_url: "string" } } as const;
  const config = encodeMsgpack({ api_key: UNKNOWN, base_url: "http://127.0.0.1:9" }, settings);
  const state = { json: Buffer.from('{"id":"aigk_1"}') };

  const configured = await plugin.call("ConfigureProvider", { config: { msgpack: config } });
  const read = await plugin.call("ReadResource", { type_name: "aigateway_access_key", current_state: state });

  expect(configured.diagnostics).toEqual([]);
  expect(read.diagnostics).toMatchObject([{ detail: expect.stringContaining("is not known yet") }]);

  const data = { type_name: "aigateway_credit_balance", config: { json: Buffer.from("{}") } };
  const told = await plugin.call("ReadDataSource", data);
  const deferral = { client_capabilities: { deferral_allowed: true } };
  const deferred = await plugin.call("ReadDataSource", { ...data, ...deferral });

  expect(told.diagnostics).toMatchObject([{ detail: expect.stringContaining("is not known yet") }]);
  expect(deferred).toMatchObject({ diagnostics: [], deferred: { reason: 2 } });
});

test("a data source whose configuration is unknown is deferred for a client that can be told so", async () => {
  const plugin = await startPlugin();
  const settings = { base_url: "http://127.0.0.1:9", api_key: "key" };
  await plugin.call("ConfigureProvider", { config: { json: Buffer.from(JSON.stringify(settings)) } });
  const shape = { object: { id: "string", name: "string" } } as const;
  const request = {
    type_name: "aigateway_access_key",
    config: { msgpack: encodeMsgpack({ id: UNKNOWN, name: null }, shape) },
  };

  expect((await plugin.call("ValidateDataResourceConfig", request)).diagnostics).toEqual([]);
  const told = await plugin.call("ReadDataSource", request);
  const deferral = { client_capabilities: { deferral_allowed: true } };
  const deferred = await plugin.call("ReadDataSource", { ...request, ...deferral });

  expect(told.diagnostics).toMatchObject([{ detail: expect.stringContaining("Apply what it comes from") }]);
  expect(told.deferred).toBeNull();
  expect(deferred).toMatchObject({ diagnostics: [], deferred: { reason: 1 } });
  expect(decodeMsgpack(deferred.state.msgpack, shape)).toEqual({ id: UNKNOWN, name: UNKNOWN });
});
