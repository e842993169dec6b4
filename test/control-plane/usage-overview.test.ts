import fc from "fast-check";
import { pino } from "pino";
import type { CreatedAccount } from "../../control-plane/src/accounts/create-account.ts";
import { systemClock } from "../../control-plane/src/clock.ts";
import { readConfig } from "../../control-plane/src/config.ts";
import { type Database, openDatabase } from "../../control-plane/src/database.ts";
import { createLedger, type Ledger } from "../../control-plane/src/ledger/ledger.ts";
import type { UsageEvent } from "../../control-plane/src/ledger/usage-event.ts";
import { apiOf, newAccount } from "../support/accounts.ts";
import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { describeOnEveryDatabase, type TestDatabase } from "../support/databases.ts";
import { type Bucket, type ListedEvent, type Sums, summedUp, sumsOf } from "../support/sum-up-usage.ts";
import { usageEvent } from "../support/usage-event.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const FIRST_DAY = Date.UTC(2026, 0, 30);
/** The smallest amount that the API shows: a hundred-thousandth of a dollar. */
const UNIT_NANOS = 10_000;

/** Milliseconds after the first day's beginning, often at the border of an hour or a day. */
const offset = fc.oneof(
  fc.integer({ min: 0, max: 4 * DAY_MS }),
  fc
    .tuple(fc.integer({ min: 0, max: 96 }), fc.integer({ min: -1, max: 1 }))
    .map(([h, ms]) => h * HOUR_MS + ms),
);
const request = fc.record({
  offset,
  provider: fc.constantFrom("openai", "sim", "groq"),
  accessKeyId: fc.constantFrom("aigk_a", "aigk_b"),
  lineage: fc.constantFrom(null, "web", "batch"),
  attempts: fc.array(fc.record({ isError: fc.boolean(), units: fc.nat({ max: 1_000_000 }) }), {
    minLength: 1,
    maxLength: 3,
  }),
});

/** Ends of ranges: any moment, or an event's own. */
const end = fc.record({ offset, event: fc.option(fc.nat()) });
const ranges = fc.array(fc.tuple(end, end), { minLength: 1, maxLength: 4 });

type Request = typeof request extends fc.Arbitrary<infer Value> ? Value : never;
type Overview = { buckets: Bucket[]; totals: Sums };
const GROUPS = {
  provider: ({ provider }: ListedEvent) => provider,
  accessKey: ({ accessKeyId }: ListedEvent) => accessKeyId,
  lineage: ({ lineage = "" }: ListedEvent) => lineage,
};

describeOnEveryDatabase("the usage overview", (start) => {
  let database: TestDatabase;
  let service: ControlPlane;
  let db: Database;
  let ledger: Ledger;
  let account: CreatedAccount;

  beforeAll(async () => {
    database = await start();
    const env = { AIGATEWAY_DATABASE_URL: database.url };
    service = await startControlPlane({ env });
    db = openDatabase(readConfig(env).database);
    ledger = createLedger({ db, clock: systemClock, log: pino({ level: "silent" }) });
  });
  beforeEach(async () => {
    account = await newAccount(db);
  });
  afterAll(async () => {
    await db?.destroy();
    await service?.close();
    await database.close();
  });

  const get = async (path: string) => (await apiOf(service, account.apiKey)("GET", path)).body;
  const event = (changes: Partial<UsageEvent>) =>
    usageEvent({ accountId: account.accountId, eventTime: FIRST_DAY, ...changes });
  const overview = (groupBy: string, query = "startTime=2000-01-01T00:00:00Z"): Promise<Overview> =>
    get(`/usage/overview?${query}&groupBy=${groupBy}`);
  const groups = async (groupBy: string) =>
    Object.fromEntries(
      (await overview(groupBy)).buckets.map(({ groupKey, requests }) => [groupKey, requests]),
    );
  const listed = async (query: string): Promise<ListedEvent[]> => {
    const events: ListedEvent[] = [];
    for (let next: string | null = `/usage?${query}&includeRetries=true&limit=20`; next; ) {
      const page: { aiGatewayUsage: ListedEvent[]; nextPageUri: string | null } = await get(next);
      events.push(...page.aiGatewayUsage);
      next = page.nextPageUri?.slice(service.baseUrl.length) ?? null;
    }
    return events;
  };

  test("equals the sum over the listed events, for any events, any range and each way to group", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(request, { maxLength: 15 }), ranges, async (requests, ranges) => {
        account = await newAccount(db);
        const all = requests.flatMap(eventsOf);
        await ledger.record(all);
        for (const range of ranges) {
          const [from = 0, until = 0] = range.map(({ offset, event }) =>
            event === null ? FIRST_DAY + offset : (all[event % all.length]?.eventTime ?? FIRST_DAY),
          );
          const query = `startTime=${new Date(from).toISOString()}&endTime=${new Date(until).toISOString()}`;
          const events = await listed(query);
          const within = all.filter(({ eventTime }) => eventTime >= from && eventTime < until);
          expect(events.map(({ id }) => id).sort()).toEqual(within.map(({ id }) => id).sort());
          for (const [groupBy, groupOf] of Object.entries(GROUPS)) {
            const { buckets, totals } = await overview(groupBy, query);
            expect(buckets).toEqual(summedUp(events, groupOf));
            expect(totals).toEqual(sumsOf(events));
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  const eventsOf = ({ offset, attempts, ...fields }: Request) =>
    attempts.map(({ isError, units }, at) =>
      event({
        ...fields,
        eventTime: FIRST_DAY + offset + at,
        attemptNumber: at + 1,
        isFinalAttempt: at === attempts.length - 1,
        isError,
        costNanos: units * UNIT_NANOS,
      }),
    );

  test("cost counts all attempts, requests and errors only final ones", async () => {
    const retried = { isFinalAttempt: false, isError: true, costNanos: 10_000_000 };
    await ledger.record([
      event(retried),
      event({ ...retried, provider: "groq" }),
      event({ costNanos: 1_000_000 }),
    ]);
    await ledger.record([event({ isError: true, costNanos: 0 })]);
    const { buckets, totals } = await overview("provider");
    expect(buckets.map(({ bucketStart, ...rest }) => rest)).toEqual([
      { groupKey: "groq", cost: "0.01000", requests: 0, errors: 0 },
      { groupKey: "sim", cost: "0.01100", requests: 2, errors: 1 },
    ]);
    expect(totals).toEqual({ cost: "0.02100", requests: 2, errors: 1 });
  });

  test("amounts too small to be shown add up: a sum is rounded once", async () => {
    await ledger.record(Array.from({ length: 1000 }, () => event({ costNanos: 1_234 })));
    expect((await overview("provider")).totals.cost).toBe("0.00123");
  });

  test("an event that is written again, by whomever, counts once", async () => {
    const twice = event({});
    const other = createLedger({ db, clock: systemClock, log: pino({ level: "silent" }) });
    await Promise.all([ledger.record([twice]), other.record([twice, event({})]), ledger.record([twice])]);
    await other.record([twice]);
    for (const groupBy of Object.keys(GROUPS)) {
      expect((await overview(groupBy)).totals).toEqual({ cost: "0.02000", requests: 2, errors: 0 });
    }
  });

  test("the usage of a deleted or expired access key stays, by its id and by its lineage; keys of one lineage are summed", async () => {
    const api = apiOf(service, account.apiKey);
    const create = async (body: object) => (await api("POST", "/access-keys", body)).body;
    const keys = [
      await create({ lineage: "web" }),
      await create({ lineage: "web", expiresAt: "2026-01-01T00:00:00Z" }),
      await create({ lineage: "batch" }),
      await create({}),
    ];
    for (const [at, { id, lineage = null }] of keys.entries()) {
      await ledger.record(Array.from({ length: at + 1 }, () => event({ accessKeyId: id, lineage })));
    }
    for (const { id } of [keys[0], keys[3]]) await api("DELETE", `/access-keys/${id}`);
    expect(await groups("accessKey")).toEqual(Object.fromEntries(keys.map(({ id }, at) => [id, at + 1])));
    expect(await groups("lineage")).toEqual({ "": 4, batch: 3, web: 3 });
    expect(await listed(`startTime=2000-01-01T00:00:00Z&accessKeyId=${keys[0].id}`)).toHaveLength(1);
    expect(await listed("startTime=2000-01-01T00:00:00Z&lineage=web")).toHaveLength(3);
  });

  test("without a groupBy it is by provider, without an end until now; another groupBy is refused by its name", async () => {
    const now = Date.now();
    await ledger.record([event({ eventTime: now }), event({ eventTime: now + HOUR_MS })]);
    const { buckets } = await get("/usage/overview?startTime=2000-01-01T00:00:00Z");
    expect(buckets).toEqual([expect.objectContaining({ groupKey: "sim", requests: 1 })]);
    const answer = await get("/usage/overview?startTime=2000-01-01T00:00:00Z&groupBy=model");
    expect([answer.statusCode, Object.keys(answer.details)]).toEqual([422, ["groupBy"]]);
  });
});
