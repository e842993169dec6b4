import { startProviderServer } from "../support/terraform-provider-server.ts";
import { ASKING, type DataSourceBench, startDataSourceBench } from "./data-source-bench.ts";

let bench: DataSourceBench;
beforeAll(async () => {
  bench = await startDataSourceBench();
});
afterEach(() => bench.reset());
afterAll(() => bench?.close());

test("every data source is among those that are made to fail below", () => {
  expect(new Set(ASKING.map(([type]) => type))).toEqual(new Set(bench.provider.dataSources.keys()));
});

describe.each(ASKING)("%s with %j, when the API fails", (type, config) => {
  test("a server fault is told with the status, after it was tried again", async () => {
    const body = { statusCode: 503, msg: "Not now.", details: {} };
    bench.proxy.inject(() => ({ kind: "refuse", status: 503, body, headers: { "retry-after": "0" } }));

    const { state, diagnostics } = await bench.read(type, config);

    expect(state).toBeNull();
    expect(diagnostics).toMatchObject([{ severity: "error", detail: expect.stringContaining("503") }]);
    expect(bench.proxy.passed.length).toBeGreaterThan(1);
  });

  test("a wrong API key is named as the reason, and not quoted", async () => {
    const apiKey = "wrong-api-key-0123456789";
    bench.proxy.inject(() => ({
      kind: "refuse",
      status: 401,
      body: { statusCode: 401, msg: `No API key ${apiKey}.`, details: {} },
    }));
    const settings = { AIGATEWAY_BASE_URL: bench.proxy.baseUrl, AIGATEWAY_API_KEY: apiKey };

    const { state, diagnostics } = await bench.read(type, config, {
      server: await startProviderServer(settings),
    });

    expect(state).toBeNull();
    expect(diagnostics).toMatchObject([{ detail: expect.stringContaining("AIGATEWAY_API_KEY") }]);
    expect(JSON.stringify(diagnostics)).not.toContain(apiKey);
  });

  test("something that isn't the API is told as such", async () => {
    bench.proxy.inject(() => ({ kind: "refuse", status: 404, body: "<html>" }));

    const { state, diagnostics } = await bench.read(type, config);

    expect(state).toBeNull();
    expect(diagnostics).toMatchObject([{ detail: expect.stringContaining("base_url") }]);
  });
});

test("an API without a list of models is told from one that fails", async () => {
  bench.proxy.inject(({ path }) =>
    path === "/models"
      ? { kind: "refuse", status: 404, body: { statusCode: 404, msg: "No such route.", details: {} } }
      : undefined,
  );

  const { diagnostics } = await bench.read("aigateway_models");

  expect(diagnostics).toMatchObject([{ detail: expect.stringContaining("has no list of models") }]);
});

test("a key that is not attached is told, with its place", async () => {
  const id = await bench.create("/access-key-configurations", { name: "bare" });
  const place = { access_key_configuration_id: id, provider_id: "sim", provider_key_id: "aigpk_1" };

  const { state, diagnostics } = await bench.read("aigateway_provider_key_attachment", place);

  expect(state).toBeNull();
  expect(diagnostics).toMatchObject([
    { summary: "Not attached", detail: expect.stringMatching(new RegExp(`aigpk_1.*"sim".*${id}`)) },
  ]);
});
