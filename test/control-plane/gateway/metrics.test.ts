import { MESSAGES, startGateway, type TestGateway } from "../../support/gateway.ts";

describe("GET /metrics", () => {
  let gateway: TestGateway;
  let token: string;
  beforeAll(async () => {
    gateway = await startGateway();
    token = (await gateway.accessKey()).token;
  });
  afterAll(() => gateway?.close());

  const read = async () => {
    const answer = await fetch(`${gateway.service.baseUrl}/metrics`);
    expect(answer.headers.get("content-type")).toContain("text/plain; version=0.0.4");
    const lines = (await answer.text()).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
    return new Map(
      lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.split(" ").at(-1))]),
    );
  };
  /** Counted when the connection is done with the answer, a moment after the client has it. */
  const eventually = async (name: string, value: number) => {
    for (let i = 0; i < 100 && (await read()).get(name) !== value; i++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect([name, (await read()).get(name)]).toEqual([name, value]);
  };

  test("counts requests by what the client got, tries, tokens, cost and times, as the ledger does", async () => {
    gateway.upstream.failNext({ kind: "status", status: 500 });
    await gateway.post(token, { model: "sim:m1", messages: MESSAGES });
    await (await gateway.post(token, { model: "sim:m1", messages: MESSAGES, stream: true })).text();
    await gateway.post("ng-wrong", { model: "sim:m1", messages: MESSAGES });
    await gateway.post(token, { model: "nobody:x", messages: MESSAGES });

    const surface = 'surface="chat-completions"';
    await eventually(`aigateway_requests_total{${surface},provider="sim",status="200"}`, 2);
    await eventually(`aigateway_requests_total{${surface},provider="",status="401"}`, 1);
    await eventually(`aigateway_requests_total{${surface},provider="",status="422"}`, 1);
    await eventually(`aigateway_request_duration_seconds_count{${surface}}`, 4);
    await eventually(`aigateway_time_to_first_byte_seconds_count{${surface}}`, 2);
    const usage = await gateway.usage(); // it brings all of it into the database
    const metrics = await read();
    const source = 'provider="sim",key_source="user"';
    expect(metrics.get(`aigateway_attempts_total{${source},status="500"}`)).toBe(1);
    expect(metrics.get(`aigateway_attempts_total{${source},status="200"}`)).toBe(2);
    expect(metrics.get("aigateway_ledger_backlog")).toBe(0);
    const sum = (field: string) => usage.reduce((total, event) => total + Number(event[field]), 0);
    expect(metrics.get('aigateway_tokens_total{provider="sim",direction="input"}')).toBe(sum("inputTokens"));
    expect(metrics.get('aigateway_tokens_total{provider="sim",direction="output"}')).toBe(
      sum("outputTokens"),
    );
    expect(metrics.get(`aigateway_cost_dollars_total{${source}}`)).toBeCloseTo(
      (sum("inputTokens") + sum("outputTokens")) * 50e-9,
      12,
    );
    expect(metrics.get("process_resident_memory_bytes")).toBeGreaterThan(0);
  });

  test("has no label whose values clients can make up, and no key in it", async () => {
    await gateway.post(token, { model: "openai:made-up-model", messages: MESSAGES });
    await fetch(`${gateway.service.baseUrl}/v1/made-up-path`, {
      headers: { authorization: `Bearer ${token}` },
    });
    await eventually('aigateway_requests_total{surface="other",provider="",status="404"}', 1);
    const text = await (await fetch(`${gateway.service.baseUrl}/metrics`)).text();
    expect(text).not.toContain("made-up");
    expect(text).not.toContain(token);
  });
});
