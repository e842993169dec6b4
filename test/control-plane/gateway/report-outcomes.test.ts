import { MESSAGES, startGateway, type TestGateway } from "../../support/gateway.ts";
import {
  type Fault,
  type SimulatedProvider,
  startSimulatedProvider,
} from "../../support/simulated-provider/index.ts";

/** The operator's credential is one for all accounts: no account's impatience may put it last for the others. */
describe("the circuit of a credential that accounts share", () => {
  const OPERATORS = "openai:gpt-4o-mini";
  const HANGS: Fault = { kind: "hang-before-headers" };
  let openai: SimulatedProvider;
  let gateway: TestGateway;
  let token: string;

  beforeAll(async () => {
    openai = await startSimulatedProvider({});
    gateway = await startGateway({
      env: { OPENAI_API_KEY: "sk-operator-0123456789", OPENAI_BASE_URL: `${openai.url}/v1` },
      limits: { perRequestTimeoutMs: 300, totalTimeoutMs: 750 },
    });
    token = (await gateway.accessKey()).token;
  });
  afterAll(async () => {
    await gateway?.close();
    await openai?.close();
  });

  test.each<[string, { fault: Fault; config?: object; body?: object; opens: boolean }]>([
    [
      "is not opened by an account that waits for less than the default",
      { fault: HANGS, config: { perRequestTimeout: "100ms" }, opens: false },
    ],
    [
      "is not opened by such an account's streams",
      {
        fault: { kind: "hang-mid-stream", after: 2 },
        config: { perRequestTimeout: "100ms" },
        body: { stream: true },
        opens: false,
      },
    ],
    [
      "is not opened where others have used up the time",
      { fault: HANGS, body: { model: undefined, models: ["sim:m1", OPERATORS] }, opens: false },
    ],
    [
      "is opened by streams that hang for the default time",
      { fault: { kind: "hang-mid-stream", after: 2 }, body: { stream: true }, opens: true },
    ],
    ["is opened by answers that don't come for the default time", { fault: HANGS, opens: true }],
  ])("%s", async (_, { fault, config, body, opens }) => {
    const none = { totalTimeout: null, perRequestTimeout: null };
    await gateway.service.api("PATCH", "/gateway-config", { ...none, ...config });
    // A success, so that the failures of the test before are forgotten.
    expect((await gateway.post(token, { model: OPERATORS, messages: MESSAGES })).status).toBe(200);
    openai.reset();
    openai.failNext(fault, { times: 5 });
    gateway.upstream.failNext(HANGS, { times: 10 });
    const ask = async () =>
      (await gateway.post(token, { model: OPERATORS, messages: MESSAGES, ...body })).text();
    await Promise.all(Array.from({ length: 5 }, ask));
    gateway.upstream.reset();
    expect(openai.requests).toHaveLength(5);
    const metrics = await (await fetch(`${gateway.service.baseUrl}/metrics`)).text();
    expect(metrics.includes('aigateway_circuit_open{provider="openai"')).toBe(opens);
  });
});
