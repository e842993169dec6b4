import { UNKNOWN } from "../../terraform-provider/src/protocol/value/value.ts";
import { startProviderServer } from "../support/terraform-provider-server.ts";
import { ASKING, type DataSourceBench, startDataSourceBench } from "./data-source-bench.ts";

let bench: DataSourceBench;
beforeAll(async () => {
  bench = await startDataSourceBench();
});
afterEach(() => bench.reset());
afterAll(() => bench?.close());

describe("a configuration that is not known yet", () => {
  const later = { id: UNKNOWN };

  test("is deferred where the client can do that: what is to be read is unknown", async () => {
    const result = await bench.read("aigateway_access_key", later, { deferralAllowed: true });

    expect(result).toMatchObject({ deferred: "config unknown", diagnostics: [] });
    expect(new Set(Object.values(result.state ?? {}))).toEqual(new Set([UNKNOWN]));
  });

  test("keeps what is given, where it is deferred", async () => {
    const config = { start_time: UNKNOWN, lineage: "web" };

    const { state } = await bench.read("aigateway_usage", config, { deferralAllowed: true });

    expect(state).toMatchObject({ ...config, group_by: null, totals: UNKNOWN, buckets: UNKNOWN });
  });

  test("is otherwise an error that names what is unknown", async () => {
    const { state, diagnostics, deferred } = await bench.read("aigateway_access_key", later);

    expect([state, deferred]).toEqual([null, undefined]);
    expect(diagnostics).toMatchObject([{ path: ["id"], detail: expect.stringContaining("Apply what it") }]);
    expect(bench.proxy.passed).toEqual([]);
  });

  test("validates, whatever of it is unknown", async () => {
    for (const dataSource of bench.provider.dataSources.values()) {
      const names = Object.keys(dataSource.schema.type.object);
      const config = Object.fromEntries(names.map((name) => [name, UNKNOWN]));
      expect(await dataSource.validateConfig({ config })).toEqual({ diagnostics: [] });
    }
  });

  test("of the provider defers every data source, or is told", async () => {
    const server = await startProviderServer({
      AIGATEWAY_API_KEY: "k",
      AIGATEWAY_BASE_URL: "http://127.0.0.1:9",
    });
    await server.configure({ config: { base_url: UNKNOWN, api_key: null }, terraformVersion: "1.11.4" });

    for (const [type, config] of ASKING) {
      const deferred = await bench.read(type, config, { server, deferralAllowed: true });
      expect(deferred).toMatchObject({ deferred: "provider config unknown", diagnostics: [] });
      const told = await bench.read(type, config, { server });
      expect(told.diagnostics).toMatchObject([{ detail: expect.stringContaining("is not known yet") }]);
    }
  });
});
