import { pino } from "pino";
import { systemClock } from "../../control-plane/src/clock.ts";
import { readConfig } from "../../control-plane/src/config.ts";
import { type Database, openDatabase } from "../../control-plane/src/database.ts";
import type { Route } from "../../control-plane/src/http/route.ts";
import { createLedger } from "../../control-plane/src/ledger/ledger.ts";
import { managementRoutes, type ResourceOptions } from "../../control-plane/src/resources.ts";
import { apiOf, newAccount } from "../support/accounts.ts";
import { absent, blurred } from "../support/blurred.ts";
import { type Answer, type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { describeOnEveryDatabase, type TestDatabase } from "../support/databases.ts";
import { collectionOf, createOwner, everythingOf, type Owner, pathTo, queryOf } from "../support/owner.ts";
import { type SimulatedStripe, startSimulatedStripe } from "../support/simulated-stripe.ts";
import { BODIES, nameOf, numberedBody, QUERIES, REFERENCES, withoutCase } from "./isolation-cases.ts";

const routes = managementRoutes({} as ResourceOptions);
const named = (which: (route: Route) => boolean) =>
  routes.filter(which).map((route) => [nameOf(route), route] as const);

test("every id, every reference, every query and every header that any route takes has a case here", () => {
  expect(routes.flatMap(withoutCase)).toEqual([]);
});

describeOnEveryDatabase("two accounts", (start) => {
  let database: TestDatabase;
  let stripe: SimulatedStripe;
  let service: ControlPlane;
  let db: Database;
  let mine: Owner;
  let theirs: Owner;
  let before: unknown;

  beforeAll(async () => {
    database = await start();
    stripe = await startSimulatedStripe();
    const env = { ...stripe.env, AIGATEWAY_DATABASE_URL: database.url };
    service = await startControlPlane({ env });
    db = openDatabase(readConfig(env).database);
    // Their usage lies between the two events of mine.
    mine = await addOwner("mine", "2026-01-05T10:00:00Z");
    theirs = await addOwner("theirs", "2026-01-05T10:30:00Z");
    before = await everythingOf(theirs, routes);
  });
  afterEach(async () => {
    const now = await everythingOf(theirs, routes);
    // Their texts are compared first: to look at each member of all this, after each test, takes a third of the time.
    if (JSON.stringify(now) !== JSON.stringify(before)) expect(now).toEqual(before);
  });
  afterAll(async () => {
    await db?.destroy();
    await service?.close();
    await stripe?.close();
    await database.close();
  });

  async function addOwner(name: string, usedAt: string): Promise<Owner> {
    const { accountId, apiKey } = await newAccount(db);
    const ledger = createLedger({ db, clock: systemClock, log: pino({ level: "silent" }) });
    return createOwner({ name, accountId, api: apiOf(service, apiKey), db, ledger, usedAt });
  }

  function expectNothingOfTheirs(body: Answer["body"]): void {
    const text = JSON.stringify(body) ?? "";
    for (const trace of [...Object.values(theirs.ids), theirs.accountId, theirs.name]) {
      expect(text).not.toContain(trace);
    }
  }

  describe.each(named(({ path }) => path.includes("{id}")))("%s", (name, { method, path, headers }) => {
    test.each(headers ? ["none", '"1"', "*", '"99"'] : ["none"])(
      "of another account is answered as what does not exist, with 404 (If-Match: %s)",
      async (tag) => {
        const id = theirs.ids[collectionOf(path)] as string;
        const ask = async (asked: string, as: string = method) => {
          const sent = tag === "none" ? {} : { "if-match": tag };
          return blurred(await mine.api(as, path.replace("{id}", asked), BODIES[name], sent), asked);
        };
        const answer = await ask(id);
        expect(answer).toEqual(await ask(absent(id)));
        expect(answer.status).toBe(404);
        if (method === "GET") expect((await ask(id, "HEAD")).status).toBe(404);
      },
    );
  });

  test.each(Object.entries(REFERENCES))("%s can't name what another account has", async (name, reference) => {
    const [method, path] = name.split(" ") as [string, string];
    const ask = async (asked: string) =>
      blurred(await mine.api(method, pathTo(path, mine), reference.with(asked, mine)), asked);
    for (const theirOwn of reference.of(theirs)) {
      const answer = await ask(theirOwn);
      expect(answer).toEqual(await ask(absent(theirOwn)));
      expect(answer.status).toBe(reference.refusal ?? 422);
    }
    // Nothing else was wrong with it.
    const [own] = reference.of(mine) as [string];
    const good = await ask(own);
    expect([200, 201]).toContain(good.status);
    expect(good).not.toEqual(await ask(absent(own)));
  });

  test.each(Object.entries(QUERIES))("%s can't tell what another account has", async (name, query) => {
    const [, path, parameter] = name.split(" ") as [string, string, string];
    for (const theirOwn of query.of(theirs)) {
      const ask = async (asked: string) => {
        const parameters = new URLSearchParams({ ...query.with(asked, mine), [parameter]: asked });
        return blurred(await mine.api("GET", `${path}?${parameters}`), asked);
      };
      const answer = await ask(theirOwn);
      expect(answer.status).toBe(200);
      expect(answer).toEqual(await ask(absent(theirOwn)));
      expectNothingOfTheirs(answer.body);
    }
  });

  test("a cursor from another account's page is a moment in one's own usage", async () => {
    // Their first page ends with their later event, at 11:30.
    const { nextPageUri } = (await theirs.api("GET", "/usage?startTime=2000-01-01T00:00:00Z&limit=1")).body;
    const { searchParams } = new URL(nextPageUri);
    searchParams.set("limit", "10");
    const { body } = await mine.api("GET", `/usage?${searchParams}`);
    expect(body.aiGatewayUsage.map(({ eventTime }: { eventTime: string }) => eventTime)).toEqual([
      "2026-01-05T11:00:00.000Z",
      "2026-01-05T10:00:00.000Z",
    ]);
    for (const event of body.aiGatewayUsage) expect(event.lineage).toBe(mine.lineage);
  });

  test.each(named(({ method, path }) => method === "GET" && !path.includes("{id}")))(
    "%s shows nothing of another account",
    async (_, { path }) => {
      const groups = path === "/usage/overview" ? ["&groupBy=lineage", "&groupBy=accessKey"] : [];
      for (const more of ["", ...groups]) {
        const answer = await mine.api("GET", path + queryOf(path) + more);
        expect(answer.status).toBe(200);
        expectNothingOfTheirs(answer.body);
      }
    },
  );

  test("the balance and the transactions are one's own", async () => {
    const read = async ({ api }: Owner) => [
      (await api("GET", "/credits/balance")).body.balanceCents,
      ...(await api("GET", "/credits/transactions")).body.items.map(
        ({ amountCents, totalCents }: Record<string, number>) => amountCents ?? totalCents,
      ),
    ];
    expect(await read(mine)).toEqual([3998, 4000, 2]);
    expect(await read(theirs)).toEqual([5998, 6000, 2]);
  });

  test.each(named(({ method }) => method === "POST"))(
    "%s: another account's Idempotency-Key is another key",
    async (name, { path, success }) => {
      const other = await addOwner("others", "2026-01-05T10:30:00Z");
      const status = path.includes("{id}") ? 404 : success.status;
      const send = (owner: Owner, key: string, body: object) =>
        owner.api("POST", pathTo(path, other), body, { "idempotency-key": `${name} ${key}` });
      const first = await send(other, "a", numberedBody(name, 1));
      expect(first.status).toBe(success.status);
      const same = await send(mine, "a", numberedBody(name, 1));
      expect([same.status, same.headers.get("idempotent-replayed")]).toEqual([status, null]);
      const { id, token, sessionId } = first.body;
      for (const identity of path.includes("{id}") ? [] : [id, token, sessionId]) {
        if (identity !== undefined) expect(JSON.stringify(same.body)).not.toContain(identity);
      }
      // Nor does another body meet what the other account has sent.
      await send(other, "b", numberedBody(name, 2));
      expect((await send(mine, "b", numberedBody(name, 3))).status).toBe(status);
    },
  );

  test("a name that another account has given a provider is free", async () => {
    const { providerId } = theirs;
    const { status, body } = await mine.api("POST", "/providers", {
      ...BODIES["POST /providers"],
      providerId,
    });
    expect(status).toBe(201);
    const key = { providerId, name: "k", value: "sk-mine-0123456789abcdef" };
    expect((await mine.api("POST", "/provider-keys", key)).status).toBe(201);
    const refused = await mine.api("DELETE", `/providers/${body.id}`);
    expect(refused.status).toBe(409);
    expectNothingOfTheirs({ ...refused.body, msg: refused.body.msg.replaceAll(providerId, "") });
  });
});
