import { pino } from "pino";
import type Stripe from "stripe";
import { oneYearAfter } from "../../control-plane/src/clock.ts";
import { readConfig } from "../../control-plane/src/config.ts";
import { type Database, openDatabase } from "../../control-plane/src/database.ts";
import { LEASE_MS } from "../../control-plane/src/ledger/lease-store.ts";
import { createLedger } from "../../control-plane/src/ledger/ledger.ts";
import { describeOnEveryDatabase, type TestDatabase } from "../support/databases.ts";
import { errorOf, MESSAGES, startGateway, type TestGateway } from "../support/gateway.ts";
import { createMovingClock } from "../support/moving-clock.ts";
import { postWebhook } from "../support/post-webhook.ts";
import { type SimulatedStripe, startSimulatedStripe } from "../support/simulated-stripe.ts";
import { makeEvent, type StripeEvent } from "../support/simulated-stripe-session.ts";
import { usageEvent } from "../support/usage-event.ts";
import { withControlPlane } from "../support/with-control-plane.ts";

describeOnEveryDatabase("what Stripe reports", (start) => {
  // It never runs behind the real clock, which Stripe's package reads.
  const clock = createMovingClock(Date.now());
  let database: TestDatabase;
  let db: Database;
  let stripe: SimulatedStripe;
  let gateway: TestGateway;
  let token: string;
  let accountId: string;

  beforeAll(async () => {
    database = await start();
    stripe = await startSimulatedStripe();
    const env = {
      ...stripe.env,
      AIGATEWAY_DATABASE_URL: database.url,
      AIGATEWAY_INITIAL_CREDITS_CENTS: "0",
    };
    gateway = await startGateway({ env, clock });
    token = (await gateway.accessKey()).token;
    db = openDatabase(readConfig(env).database);
    accountId = (await db("accounts").first("id")).id;
  });
  afterAll(async () => {
    await db?.destroy();
    await gateway?.close();
    await stripe?.close();
    await database.close();
  });

  const api = (path: string) => gateway.service.api("GET", path);
  const balance = async (): Promise<number> => (await api("/credits/balance")).body.balanceCents;
  const post = (body: string, signature?: string) => postWebhook(gateway.service.baseUrl, body, signature);
  const deliver = (event: StripeEvent) => {
    const body = JSON.stringify(event, null, 2);
    return post(body, stripe.sign(body, { at: clock.now() }));
  };
  /** A buyer goes through a new session. */
  const buy = async (amount: number, changes?: Partial<Stripe.Checkout.Session>) => {
    const { body } = await gateway.service.api("POST", "/credits/checkout-session", { amount });
    return stripe.completed(body.sessionId, changes);
  };
  const ask = () => gateway.post(token, { model: "sim:m1", messages: MESSAGES });
  const refusal = async () => {
    const answer = await ask();
    return [answer.status, answer.ok ? "" : (await errorOf(answer)).code];
  };
  const TAKEN = [200, { received: true }];

  test("a request that was refused for lack of credits works as soon as they are paid for", async () => {
    expect(await refusal()).toEqual([403, "ERR_NGROK_6033"]);
    expect(await deliver(await buy(500))).toEqual(TAKEN);
    expect((await ask()).status).toBe(200);
  });

  test("so does one of an account that has used its credits up", async () => {
    const ledger = createLedger({ db, clock, log: pino({ level: "silent" }) });
    await ledger.record([usageEvent({ accountId, costNanos: 6_000_000_000, eventTime: clock.now() })]);
    clock.advance(LEASE_MS); // past what the gateway had set aside before
    expect(await refusal()).toEqual([403, "ERR_NGROK_4026"]);
    expect(await deliver(await buy(2000))).toEqual(TAKEN);
    expect((await ask()).status).toBe(200);
  });

  test("grants what was paid once: neither the same event again nor another event of the session grants more", async () => {
    const before = await balance();
    const event = await buy(1234);
    expect(await deliver(event)).toEqual(TAKEN);
    expect((await balance()) - before).toBe(1234);
    expect(await deliver(event)).toEqual(TAKEN);
    expect(await deliver({ ...event, id: `${event.id}2` })).toEqual(TAKEN);
    const later = makeEvent("checkout.session.async_payment_succeeded", event.data.object);
    expect(await deliver(later)).toEqual(TAKEN);
    expect((await balance()) - before).toBe(1234);
  });

  test("many reports of one session at the same moment grant once, and all are taken", async () => {
    const before = await balance();
    const event = await buy(700);
    const events = Array.from({ length: 24 }, (_, i) =>
      i % 2 ? event : { ...event, id: `${event.id}${i}` },
    );
    const answers = await Promise.all(events.map(deliver));
    expect(answers).toEqual(events.map(() => TAKEN));
    expect((await balance()) - before).toBe(700);
  });

  test("credits are there when the payment is: an unpaid session grants nothing until async_payment_succeeded", async () => {
    const before = await balance();
    const event = await buy(900, { payment_status: "unpaid" });
    expect(await deliver(event)).toEqual(TAKEN);
    expect(await deliver(makeEvent("checkout.session.async_payment_failed", event.data.object))).toEqual(
      TAKEN,
    );
    expect(await balance()).toBe(before);
    const paid = { ...event.data.object, payment_status: "paid" };
    expect(await deliver(makeEvent("checkout.session.async_payment_succeeded", paid))).toEqual(TAKEN);
    expect((await balance()) - before).toBe(900);
  });

  test.each<[string, Partial<Stripe.Checkout.Session>]>([
    ["without metadata", { metadata: null }],
    ["of another sale", { metadata: { order: "1" } }],
    ["of an unknown account", { metadata: { aigateway_account_id: "acct_01h455vb4pex5vsknk084sn02q" } }],
    ["in another currency", { currency: "eur" }],
    ["of nothing", { amount_subtotal: 0, amount_total: 0, payment_status: "no_payment_required" }],
    ["without an amount", { amount_subtotal: null }],
  ])("a session %s grants nothing, but is taken", async (_, changes) => {
    const before = await balance();
    expect(await deliver(await buy(500, changes))).toEqual(TAKEN);
    expect(await balance()).toBe(before);
  });

  test("events of no concern are taken", async () => {
    const before = await balance();
    const { object } = (await buy(500)).data;
    for (const type of ["checkout.session.expired", "payment_intent.succeeded", "invoice.paid"]) {
      expect(await deliver(makeEvent(type, object))).toEqual(TAKEN);
    }
    expect(await balance()).toBe(before);
  });

  test.each<[string, (body: string) => [string, string | undefined]]>([
    ["of another secret", (body) => [body, stripe.sign(body, { secret: "whsec_other" })]],
    ["that is more than five minutes old", (body) => [body, stripe.sign(body, { at: Date.now() - 301_000 })]],
    ["that is missing", (body) => [body, undefined]],
    ["that is empty", (body) => [body, ""]],
    ["that is none", (body) => [body, "v1=nonsense"]],
    ["of another scheme", (body) => [body, stripe.sign(body).replace("v1=", "v0=")]],
    ["of another body", (body) => [body.replaceAll("500", "50000"), stripe.sign(body)]],
    ["of the same JSON, written otherwise", (body) => [JSON.stringify(JSON.parse(body)), stripe.sign(body)]],
  ])("a signature %s is 400, grants nothing, and nothing of the body is quoted", async (_, forge) => {
    const before = await balance();
    const event = await buy(500);
    const [status, answer] = await post(...forge(JSON.stringify(event, null, 2)));
    expect([status, answer.statusCode, answer.details]).toEqual([400, 400, {}]);
    expect(JSON.stringify(answer)).not.toContain(event.data.object.id);
    expect(await balance()).toBe(before);
    expect(await deliver(event)).toEqual(TAKEN);
    expect((await balance()) - before).toBe(500);
  });

  test("a body over 1 MiB is 413", async () => {
    const event = await buy(500);
    const body = JSON.stringify({ ...event, padding: "x".repeat(2 ** 20) });
    expect((await post(body, stripe.sign(body)))[0]).toBe(413);
  });

  test("a purchase shows in the transactions and, with Stripe as its actor, in the audit trail", async () => {
    const at = new Date(clock.now()).toISOString();
    await deliver(await buy(4321));
    const shown = (await api("/credits/transactions")).body.items;
    expect(shown).toContainEqual({
      type: "credits",
      amountCents: 4321,
      category: "purchase",
      createdAt: at,
      expiresAt: new Date(oneYearAfter(clock.now())).toISOString(),
    });
    const [event] = (await api("/audit-events?limit=1")).body.aiGatewayAuditEvents;
    expect(event).toMatchObject({ action: "credits.grant", actor: { type: "stripe" } });
    expect(event.resourceId).toMatch(/^aigcr_/);
  });

  test("what is bought expires one year after the purchase, at the same time of day", async () => {
    clock.advance(86_400_000);
    const others = await balance();
    await deliver(await buy(5000));
    clock.set(oneYearAfter(clock.now()) - 1);
    expect(await balance()).toBe(5000); // what was bought the days before is gone
    expect(others).toBeGreaterThan(0);
    clock.advance(1);
    expect(await balance()).toBe(0);
  });
});

test("without STRIPE_WEBHOOK_SECRET nothing is believed: 501, which says what is missing", () =>
  withControlPlane({ STRIPE_SECRET_KEY: "sk_test_0123456789" }, async ({ api }) => {
    const answer = await api("POST", "/webhooks/stripe", {}, { "stripe-signature": "t=1,v1=x" });
    expect([answer.status, answer.body.msg]).toEqual([501, expect.stringContaining("STRIPE_WEBHOOK_SECRET")]);
  }));
