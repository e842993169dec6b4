import type { ObjectValue } from "../../terraform-provider/src/protocol/value/value.ts";
import { COLLECTIONS, type DataSourceBench, startDataSourceBench } from "./data-source-bench.ts";

let bench: DataSourceBench;
beforeAll(async () => {
  bench = await startDataSourceBench();
});
afterEach(() => bench.reset());
afterAll(() => bench?.close());

describe.each(COLLECTIONS)("%s", (type, path, prefix, body) => {
  test("an id that is nobody's is told, with where to look", async () => {
    const id = `${prefix}01jy3v9rk8e7ttbfhx2k7m4d5c`;

    const { state, diagnostics } = await bench.read(type, { id });

    expect(state).toBeNull();
    expect(diagnostics).toMatchObject([{ severity: "error", path: ["id"] }]);
    expect(diagnostics[0]?.detail).toContain(`"${id}"`);
    expect(diagnostics[0]?.detail).toContain(`${type}s`);
  });

  test("a name that nothing has is told, with where to look", async () => {
    await bench.create(path, { name: "Close", ...body("close") });

    const { state, diagnostics } = await bench.read(type, { name: "close" });

    expect(state).toBeNull();
    expect(diagnostics).toMatchObject([{ severity: "error", path: ["name"] }]);
    expect(diagnostics[0]?.detail).toMatch(new RegExp(`"close".*${type}s`));
  });

  test("a name that several have is told with the ids of all of them", async () => {
    const ids = [
      await bench.create(path, { name: "twin", ...body("one") }),
      await bench.create(path, { name: "twin", ...body("two") }),
    ];

    const { state, diagnostics } = await bench.read(type, { name: "twin" });

    expect(state).toBeNull();
    expect(diagnostics).toMatchObject([{ severity: "error", path: ["name"] }]);
    expect(diagnostics[0]?.detail).toMatch(new RegExp(`${ids[0]}[^]*${ids[1]}[^]*Give the id`));
    expect((await bench.read(type, { id: ids[0] as string })).state).toMatchObject({
      id: ids[0],
      name: "twin",
    });
  });

  test("nothing to look it up by, or too much, is told before anything is asked", async () => {
    const both = { id: `${prefix}1`, name: "twin" };
    for (const [config, named] of [
      [{}, "Give `id`"],
      [both, "`id` and `name` are given"],
    ] as const) {
      const { diagnostics } = await bench.read(type, config);
      expect(diagnostics).toMatchObject([{ severity: "error", detail: expect.stringContaining(named) }]);
    }
    expect(bench.proxy.passed).toEqual([]);
  });

  test("an id of another kind is told before anything is asked", async () => {
    const { diagnostics } = await bench.read(type, { id: "other_1" });

    expect(diagnostics).toMatchObject([{ path: ["id"], detail: expect.stringContaining(prefix) }]);
    expect(bench.proxy.passed).toEqual([]);
  });
});

test("a name among more than a page of them is found, and a list has them all, the oldest first", async () => {
  const ids: string[] = [];
  for (let each = 0; each < 103; each++) ids.push(await bench.create("/api-keys", { name: `paged ${each}` }));

  const first = await bench.read("aigateway_api_key", { name: "paged 0" });
  const { state } = await bench.read("aigateway_api_keys");

  expect(first.state).toMatchObject({ id: ids[0] });
  const listed = (state as { api_keys: { id: string; name: string }[] }).api_keys.filter(({ name }) =>
    name?.startsWith("paged"),
  );
  expect(listed.map(({ id }) => id)).toEqual(ids);
});

test("a provider key's last use is shown, and the API narrows the list to a provider itself", async () => {
  const lastUsed = "2026-01-31T12:00:00.000Z";
  bench.proxy.inject(() => ({
    kind: "change",
    change: (page) => ({
      ...page,
      aiGatewayProviderKeys: page.aiGatewayProviderKeys.map((key: object) => ({ ...key, lastUsed })),
    }),
  }));
  await bench.create("/provider-keys", {
    providerId: "groq",
    name: "used",
    value: "sk-0123456789abcdefghij",
  });

  const { state } = await bench.read("aigateway_provider_keys", { provider_id: "groq" });

  expect(state?.provider_keys).toEqual([expect.objectContaining({ name: "used", last_used: lastUsed })]);
  expect(bench.proxy.passed.map(({ path }) => path)).toEqual(["/provider-keys?provider=groq&limit=100"]);
});

test("an access key is found by its name once its predecessors have expired, and they by their ids", async () => {
  const rotated = { name: "rotated", expiresAt: "2026-01-31T12:00:00Z" };
  const expired = await bench.create("/access-keys", rotated);
  await bench.create("/access-keys", rotated);
  expect((await bench.read("aigateway_access_key", { name: "rotated" })).diagnostics).toHaveLength(1);
  const valid = await bench.create("/access-keys", { name: "rotated" });

  const { state, diagnostics } = await bench.read("aigateway_access_key", { name: "rotated" });

  expect(diagnostics).toEqual([]);
  expect(state).toMatchObject({ id: valid, expires_at: null });
  expect((await bench.read("aigateway_access_key", { id: expired })).state).toMatchObject({ id: expired });

  const expiresAt = "2099-01-31T12:00:00.000Z";
  await bench.create("/access-keys", { name: "rotated", expiresAt });
  const overlapping = await bench.read("aigateway_access_key", { name: "rotated" });
  expect(overlapping.diagnostics).toMatchObject([
    { detail: expect.stringContaining(`expires at ${expiresAt}`) },
  ]);
  expect(overlapping.diagnostics[0]?.detail).not.toContain(expired);
});

test("a built-in provider is told to need no data source", async () => {
  const { diagnostics } = await bench.read("aigateway_provider", { provider_id: "openai" });

  expect(diagnostics).toMatchObject([{ detail: expect.stringContaining("need no data source") }]);
});

test("a name is found in whatever form of Unicode it is stored", async () => {
  const id = await bench.create("/api-keys", { name: "Prüfung".normalize("NFD") });
  const name = "Prüfung".normalize("NFC");

  expect((await bench.read("aigateway_api_key", { name })).state).toMatchObject({ id });
  const { state } = await bench.read("aigateway_api_keys", { name });
  expect(state?.api_keys).toEqual([expect.objectContaining({ id })]);
});

test.each([
  ["aigateway_access_keys", { access_key_configuration_id: "prod" }, "aigac_"],
  ["aigateway_provider_keys", { provider_id: "aigp_01jy3v9rk8e7ttbfhx2k7m4d5c" }, "by its provider_id"],
  ["aigateway_models", { provider_id: "aigp_01jy3v9rk8e7ttbfhx2k7m4d5c" }, "by its provider_id"],
])("%s with %j, which fits nothing, is told before anything is asked", async (type, config, remedy) => {
  const { diagnostics } = await bench.read(type, config);

  expect(diagnostics).toMatchObject([{ path: Object.keys(config), detail: expect.stringContaining(remedy) }]);
  expect(bench.proxy.passed).toEqual([]);
});

test("an empty list of models is told where its provider isn't there, and no other", async () => {
  const body = { providerId: "bare", name: "bare", baseUrl: "https://models.example.com/v1" };
  await bench.create("/providers", body);
  const warningsOf = async (config: ObjectValue) => {
    const { state, diagnostics } = await bench.read("aigateway_models", config);
    expect(state?.models).toEqual([]);
    return diagnostics;
  };

  expect(await warningsOf({ provider_id: "opneai" })).toMatchObject([
    {
      severity: "warning",
      path: ["provider_id"],
      detail: expect.stringMatching(/"opneai".*Did you mean "openai"\?.*depends_on/),
    },
  ]);
  expect(await warningsOf({ provider_id: "not-made-yet" })).toHaveLength(1);
  expect(await warningsOf({ provider_id: "bare" })).toEqual([]);
  expect(await warningsOf({ provider_id: "openai", input_modality: "video" })).toEqual([]);
});
