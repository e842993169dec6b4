import { addUp } from "../../terraform-provider/src/data-sources/usage-sums.ts";
import { type ObjectValue, UNKNOWN } from "../../terraform-provider/src/protocol/value/value.ts";
import { type DataSourceBench, startDataSourceBench } from "./data-source-bench.ts";

let bench: DataSourceBench;
beforeAll(async () => {
  bench = await startDataSourceBench();
});
afterEach(() => bench.reset());
afterAll(() => bench?.close());

const january = { start_time: "2026-01-01T00:00:00Z", end_time: "2026-02-01T00:00:00Z" };

test.each<[string, ObjectValue, string]>([
  ["start_time", { start_time: "yesterday" }, "RFC 3339"],
  ["end_time", { ...january, end_time: "2025-12-31T00:00:00Z" }, "not after start_time"],
  ["group_by", { ...january, group_by: "model" }, '"provider", "accessKey" or "lineage"'],
  ["group_by", { ...january, group_by: "provider", lineage: "web" }, 'grouped by "lineage"'],
  ["lineage", { ...january, access_key_id: "aigk_1", lineage: "web" }, "Leave one out"],
  ["access_key_id", { ...january, access_key_id: "web" }, "aigk_"],
  ["max_events", { ...january, max_events: 1001 }, "at most 1000"],
  ["include_retries", { ...january, include_retries: true }, "max_events asks for none"],
])("a wrong %s of aigateway_usage is told before anything is asked: %j", async (name, config, remedy) => {
  const { state, diagnostics } = await bench.read("aigateway_usage", config);

  expect(state).toBeNull();
  expect(diagnostics).toMatchObject([{ path: [name], detail: expect.stringContaining(remedy) }]);
  expect(bench.proxy.passed).toEqual([]);
});

test("that retries are asked for is no fault as long as it may turn out that they aren't", async () => {
  const usage = bench.provider.dataSources.get("aigateway_usage");
  const nothing = Object.fromEntries(
    Object.keys(usage?.schema.type.object ?? {}).map((name) => [name, null]),
  );
  const config = { ...nothing, ...january, include_retries: UNKNOWN };

  expect(await usage?.validateConfig({ config })).toEqual({ diagnostics: [] });
});

test("usage events are taken page by page, as many as are asked for", async () => {
  const event = { id: "", eventTime: "2026-01-05T10:00:00.000Z", accessKeyId: "aigk_1" };
  bench.proxy.inject(({ path }) => {
    if (!path.startsWith("/usage?")) return undefined;
    const query = new URLSearchParams(path.slice(path.indexOf("?")));
    const from = Number(query.get("cursor") ?? 0);
    const limit = Number(query.get("limit"));
    const aiGatewayUsage = Array.from({ length: limit }, (_, at) => ({ ...event, id: `e${from + at}` }));
    const next = { nextPageUri: `https://elsewhere.example.com/usage?cursor=${from + limit}` };
    return { kind: "refuse", status: 200, body: { aiGatewayUsage, uri: "", ...next } };
  });

  const { state, diagnostics } = await bench.read("aigateway_usage", { ...january, max_events: 250 });

  expect(diagnostics).toEqual([]);
  const ids = (state as { events: { id: string }[] }).events.map(({ id }) => id);
  expect(ids).toEqual(Array.from({ length: 250 }, (_, at) => `e${at}`));
});

test("costs add up as the decimal fractions that they are", () => {
  const part = (cost: string) => ({ cost, requests: 2, errors: 1 });
  expect(addUp([])).toEqual({ cost: "0.00000", requests: 0, errors: 0 });
  expect(addUp(["0.10000", "0.20000", "0.00001"].map(part))).toEqual({
    cost: "0.30001",
    requests: 6,
    errors: 3,
  });
  expect(addUp(Array.from({ length: 1000 }, () => part("123456.00001"))).cost).toBe("123456000.01000");
});
