import type { Attempt } from "../../../control-plane/src/gateway/attempt.ts";
import type { Candidate } from "../../../control-plane/src/gateway/candidate.ts";
import { createCircuitBreaker } from "../../../control-plane/src/gateway/circuit-breaker.ts";
import { FIRST, MESSAGES, SECOND, startGateway, type TestGateway } from "../../support/gateway.ts";
import { createMovingClock } from "../../support/moving-clock.ts";

const candidate = (id: string): Candidate => ({
  provider: {
    id: "sim",
    displayName: "Sim",
    baseUrl: "https://x.example.com",
    custom: true,
    supportedParams: null,
  },
  model: "m1",
  credential: { source: "user", id, name: id, value: () => id },
  origin: { kind: "default" },
});
const [a, b, c] = ["a", "b", "c"].map(candidate) as [Candidate, Candidate, Candidate];
const refused = (status: number): Attempt => ({
  kind: "refused",
  status,
  headers: {},
  bytes: Buffer.alloc(0),
});
const failed: Attempt = { kind: "failed", status: 0, timedOut: true, reason: "no answer" };
const answered: Attempt = { kind: "json", status: 200, headers: {}, bytes: Buffer.alloc(0), body: {} };

describe("a circuit", () => {
  let now = 0;
  const make = () => createCircuitBreaker({ clock: { now: () => now } });
  const fail = (breaker: ReturnType<typeof make>, times: number, outcome: Attempt = failed) => {
    for (let i = 0; i < times; i++) breaker.observe("acct", a, outcome);
  };
  beforeEach(() => {
    now = 1_000_000;
  });

  test("opens after five failures in a row: the credential goes last, the others keep their order", () => {
    const breaker = make();
    fail(breaker, 4);
    expect(breaker.order("acct", [a, b, c])).toEqual([a, b, c]);
    fail(breaker, 1);
    expect(breaker.order("acct", [a, b, c])).toEqual([b, c, a]);
    expect(breaker.openFor("acct", a)).toMatchObject({ failures: 5, providerKeyId: "a" });
    expect(breaker.openFor("acct", b)).toBeUndefined();
  });

  test("that is open leaves a single candidate where it is: nothing is refused", () => {
    const breaker = make();
    fail(breaker, 5);
    expect(breaker.order("acct", [a])).toEqual([a]);
  });

  test("after its pause has its place again; one failure more opens it, a success forgets all", () => {
    const breaker = make();
    fail(breaker, 5);
    now += 30_000;
    expect(breaker.order("acct", [a, b])).toEqual([a, b]);
    fail(breaker, 1);
    expect(breaker.order("acct", [a, b])).toEqual([b, a]);
    now += 30_000;
    breaker.observe("acct", a, answered);
    fail(breaker, 4);
    expect(breaker.order("acct", [a, b])).toEqual([a, b]);
  });

  test.each([401, 403, 408, 429, 500, 503])("counts a %d", (status) => {
    const breaker = make();
    fail(breaker, 5, refused(status));
    expect(breaker.open()).toHaveLength(1);
  });

  test.each([400, 404, 413, 422])("takes a %d for a sign of life", (status) => {
    const breaker = make();
    fail(breaker, 4);
    fail(breaker, 1, refused(status));
    fail(breaker, 4);
    expect(breaker.open()).toEqual([]);
  });

  test("of the operator's credential is one for all accounts, of a custom provider without any each account's own", () => {
    const breaker = make();
    const operator: Candidate = { ...a, credential: { source: "ngrok", value: () => "x" } };
    const bare: Candidate = { ...a, credential: { source: "none", value: () => undefined } };
    for (let i = 0; i < 5; i++) {
      breaker.observe("one", operator, failed);
      breaker.observe("one", bare, failed);
    }
    expect(breaker.openFor("two", operator)).toBeDefined();
    expect(breaker.openFor("two", bare)).toBeUndefined();
  });

  test("of a credential that accounts share is not opened by what is forbidden to one request", () => {
    const breaker = make();
    const operator: Candidate = { ...a, credential: { source: "ngrok", value: () => "x" } };
    for (let i = 0; i < 5; i++) breaker.observe("one", operator, refused(403));
    expect(breaker.open()).toEqual([]);
    for (let i = 0; i < 5; i++) breaker.observe("one", operator, refused(401));
    expect(breaker.open()).toHaveLength(1);
  });

  test("of any number of failing credentials, ten thousand are remembered", () => {
    const breaker = make();
    for (let n = 0; n < 10_050; n++) {
      for (let i = 0; i < 5; i++) breaker.observe("acct", candidate(`key${n}`), failed);
    }
    expect(breaker.open()).toHaveLength(10_000);
    expect(breaker.openFor("acct", candidate("key10049"))).toBeDefined();
  });
});

describe("in the gateway", () => {
  let gateway: TestGateway;
  const clock = createMovingClock(Date.now());
  beforeAll(async () => {
    gateway = await startGateway({ clock });
  });
  afterAll(() => gateway?.close());

  test("requests stop beginning with a key that fails, explain and metrics say so, and after a pause it has its turn", async () => {
    const key = await gateway.accessKey();
    const ask = () => gateway.post(key.token, { model: "sim:m1", messages: MESSAGES });
    const keys = () => gateway.upstream.requests.map((request) => request.key);
    gateway.upstream.failNext({ kind: "status", status: 500 }, { key: FIRST, times: 5 });
    for (let i = 0; i < 5; i++) expect((await ask()).status).toBe(200);
    expect(keys()).toEqual(Array(5).fill([FIRST, SECOND]).flat());

    gateway.upstream.reset();
    expect((await ask()).status).toBe(200);
    expect(keys()).toEqual([SECOND]);
    const explained = await gateway.service.api("POST", `/access-keys/${key.id}/explain`, {
      model: "sim:m1",
    });
    const [first, last] = explained.body.candidates;
    expect(first).not.toHaveProperty("circuitOpen");
    expect(last).toMatchObject({
      providerKeyDisplayName: "first",
      circuitOpen: { failures: 5, until: new Date(clock.now() + 30_000).toISOString() },
    });
    const metrics = await (await fetch(`${gateway.service.baseUrl}/metrics`)).text();
    expect(metrics).toContain(
      `aigateway_circuit_open{provider="sim",provider_key_id="${gateway.providerKeyIds[0]}"} 1`,
    );

    clock.advance(30_000);
    gateway.upstream.reset();
    expect((await ask()).status).toBe(200);
    expect(keys()).toEqual([FIRST]);
    expect(await (await fetch(`${gateway.service.baseUrl}/metrics`)).text()).not.toContain(
      "aigateway_circuit_open{",
    );
  });

  test("a key whose streams break off is tried last, as one is that does not answer", async () => {
    const key = await gateway.accessKey();
    gateway.upstream.reset();
    gateway.upstream.failNext({ kind: "close-mid-stream", after: 2 }, { key: FIRST, times: 5 });
    const ask = async () =>
      (await gateway.post(key.token, { model: "sim:m1", messages: MESSAGES, stream: true })).text();
    for (let i = 0; i < 5; i++) expect(await ask()).toContain("broke off");
    expect(await ask()).toContain("[DONE]");
    expect(gateway.upstream.requests.map((request) => request.key)).toEqual([
      ...Array(5).fill(FIRST),
      SECOND,
    ]);
    clock.advance(30_000);
    expect(await ask()).toContain("[DONE]"); // it has its turn again, and ends as it should: all is forgotten
  });

  test("a client that hangs up is no failure of the credential", async () => {
    const key = await gateway.accessKey();
    gateway.upstream.reset();
    gateway.upstream.failNext({ kind: "hang-before-headers" }, { times: 6 });
    for (let i = 0; i < 6; i++) {
      const abort = new AbortController();
      const asked = fetch(`${gateway.service.baseUrl}/v1/chat/completions`, {
        method: "POST",
        signal: abort.signal,
        headers: { authorization: `Bearer ${key.token}`, "content-type": "application/json" },
        body: JSON.stringify({ model: "sim:m1", messages: MESSAGES }),
      }).catch(() => undefined);
      while (gateway.upstream.requests.length <= i) await new Promise((resolve) => setTimeout(resolve, 5));
      abort.abort();
      await asked;
      await gateway.upstream.requests[i]?.finished;
    }
    const explained = await gateway.service.api("POST", `/access-keys/${key.id}/explain`, {
      model: "sim:m1",
    });
    expect(explained.body.candidates[0]).toMatchObject({ providerKeyDisplayName: "first" });
  });
});
