import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../support/free-port.ts";
import { MESSAGES, startGateway, type TestGateway } from "../support/gateway.ts";
import { createMovingClock, type MovingClock } from "../support/moving-clock.ts";
import { type OtlpCollector, startOtlpCollector } from "../support/otlp-collector.ts";

let collector: OtlpCollector;
let clock: MovingClock;
let gateway: TestGateway;
let token: string;

async function start(env: Record<string, string> = {}): Promise<void> {
  clock = createMovingClock("2026-01-01T00:00:00Z");
  gateway = await startGateway({
    clock,
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_BSP_SCHEDULE_DELAY: "1", ...env },
  });
  ({ token } = await gateway.accessKey());
}
beforeEach(async () => {
  collector = await startOtlpCollector();
});
afterEach(async () => {
  await gateway.upstream.close();
  await collector.close();
});

/** Asks so many times, one after the other; gives how many milliseconds each took, the shortest first. */
async function ask(times: number): Promise<number[]> {
  const took: number[] = [];
  for (let i = 0; i < times; i++) {
    const started = performance.now();
    const answer = await gateway.post(token, { model: "m1", messages: MESSAGES });
    expect(answer.status).toBe(200);
    await answer.text();
    took.push(performance.now() - started);
  }
  return took.sort((a, b) => a - b);
}
const logged = (message: string) =>
  gateway.service.logs.map((line) => JSON.parse(line)).filter(({ msg }) => msg === message);
const LOST = "spans could not be exported";

test("a collector that refuses is told of once a minute, with how many spans were lost; then that it is back", async () => {
  collector.refusal = { status: 400, text: "no" };
  await start();
  await ask(10);
  while (collector.bodies.length < 5) await sleep(5);
  expect(logged(LOST)).toHaveLength(1);
  expect(logged(LOST)[0]).toMatchObject({ level: 40, reason: "400", lost: expect.any(Number) });
  clock.advance(60_000);
  await ask(1);
  while (logged(LOST).length < 2) await sleep(5);
  await sleep(50);
  const before = logged(LOST).reduce((sum, { lost }) => sum + lost, 0);
  expect(before).toBeGreaterThanOrEqual(20);
  collector.refusal = undefined;
  await ask(1);
  while (logged("spans are exported again").length === 0) await sleep(5);
  // Each of the eleven requests before had two spans.
  expect(before + logged("spans are exported again")[0].lost).toBe(22);
  await gateway.service.close();
});

test.each(["is not there", "does not answer"])(
  "a collector that %s delays no request, and the end by three seconds at most",
  async (how) => {
    collector.isHanging = true;
    await start(
      how === "is not there" ? { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${await freePort()}` } : {},
    );
    await ask(5);
    const took = await ask(40);
    expect(took[20]).toBeLessThan(50);
    expect(took[39]).toBeLessThan(2_000); // what a collector that is waited for would take at least, at any of them
    const started = performance.now();
    await gateway.service.close();
    expect(performance.now() - started).toBeLessThan(4000);
  },
);

test("the spans that wait for a collector are no more than the queue holds", async () => {
  collector.isHanging = true;
  await start({ OTEL_BSP_MAX_QUEUE_SIZE: "10", OTEL_BSP_MAX_EXPORT_BATCH_SIZE: "5" });
  await ask(50);
  expect(collector.spans.length).toBeLessThanOrEqual(5);
  await gateway.service.close();
  expect(collector.spans.length).toBeGreaterThanOrEqual(10);
  expect(collector.spans.length).toBeLessThanOrEqual(15);
});

test("at the end what has not been exported yet is, what a stream does until it is cut off included", async () => {
  await start({ OTEL_BSP_SCHEDULE_DELAY: "60000" });
  await ask(3);
  gateway.upstream.failNext({ kind: "hang-mid-stream", after: 2 });
  const cut = await gateway.post(token, { model: "m1", messages: MESSAGES, stream: true });
  const read = cut.text().catch(() => undefined);
  expect(collector.requests).toHaveLength(0);
  await gateway.service.close();
  await read;
  expect(collector.spans).toHaveLength(8);
  const [own, tried] = await collector.spansOf(cut.headers.get("x-request-id") as string, 1);
  expect([own, tried].map((span) => span?.attributes["error.type"])).toEqual([
    "client_closed",
    "client_closed",
  ]);
});
