import {
  createRetryPolicy,
  isRepeatable,
  mayHaveHappened,
  type Outcome,
  pause,
} from "../../../terraform-provider/src/api/retry.ts";

const NOW = Date.parse("2030-01-01T00:00:00Z");
const policy = createRetryPolicy(
  () => 0.5,
  () => NOW,
);
const delay = (method: string, outcome: Outcome, attempt = 1, path = "/access-keys") =>
  policy.delayBefore(attempt, isRepeatable(method, path), outcome);

describe("repeating requests", () => {
  test.each(["GET", "HEAD", "PATCH", "DELETE"])("%s is repeated after transient failures", (method) => {
    for (const status of [429, 500, 502, 503, 504]) expect(delay(method, { status })).toBe(250);
    expect(delay(method, { errorCode: "ECONNRESET" })).toBe(250);
    expect(delay(method, { errorCode: "UND_ERR_HEADERS_TIMEOUT" })).toBe(250);
  });

  test.each([200, 400, 401, 404, 409, 412, 422])("a %d is final", (status) => {
    expect(delay("GET", { status })).toBeUndefined();
  });

  test("a POST that creates is repeated only when it can't have been carried out", () => {
    expect(delay("POST", { errorCode: "ECONNREFUSED" })).toBe(250);
    expect(delay("POST", { status: 429 })).toBe(250);

    expect(delay("POST", { errorCode: "ECONNRESET" })).toBeUndefined();
    expect(delay("POST", { errorCode: "UND_ERR_HEADERS_TIMEOUT" })).toBeUndefined();
    expect(delay("POST", { status: 503 })).toBeUndefined();
  });

  test("a rotation is repeated: the same value twice is the value once", () => {
    expect(delay("POST", { errorCode: "ECONNRESET" }, 1, "/provider-keys/aigpk_1/rotate")).toBe(250);
  });

  test("what leaves open whether it was carried out is told from what was turned away, and from an answer", () => {
    for (const status of [500, 502, 503, 504]) expect(mayHaveHappened({ status })).toBe(true);
    for (const status of [201, 409, 422, 429]) expect(mayHaveHappened({ status })).toBe(false);
    expect(mayHaveHappened({ errorCode: "UND_ERR_HEADERS_TIMEOUT" })).toBe(true);
    expect(mayHaveHappened({ errorCode: "ECONNREFUSED" })).toBe(false);
  });

  test("the waits double, and end after three of them", () => {
    const waits = [1, 2, 3, 4].map((attempt) => delay("GET", { status: 503 }, attempt));

    expect(waits).toEqual([250, 500, 1000, undefined]);
  });

  test("a server's Retry-After counts, in seconds or as a date, up to half a minute", () => {
    expect(delay("GET", { status: 429, retryAfter: "2" })).toBe(2000);
    expect(delay("GET", { status: 429, retryAfter: "Tue, 01 Jan 2030 00:00:05 GMT" })).toBe(5000);
    expect(delay("GET", { status: 429, retryAfter: "3600" })).toBe(30_000);
    expect(delay("GET", { status: 429, retryAfter: "soon" })).toBe(250);
  });

  test("a wait ends when the user interrupts Terraform", async () => {
    const stopping = new AbortController();
    const waiting = pause(60_000, stopping.signal);
    stopping.abort();

    expect(await waiting).toBe(false);
    expect(await pause(1, new AbortController().signal)).toBe(true);
  });
});
