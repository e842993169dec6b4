import Stripe from "stripe";
import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { describeOnEveryDatabase, type TestDatabase } from "../support/databases.ts";
import { createMovingClock } from "../support/moving-clock.ts";
import { type SimulatedStripe, startSimulatedStripe } from "../support/simulated-stripe.ts";
import { withControlPlane } from "../support/with-control-plane.ts";

const PATH = "/credits/checkout-session";

describeOnEveryDatabase("buying credits", (start) => {
  let database: TestDatabase;
  let stripe: SimulatedStripe;
  let service: ControlPlane;
  const clock = createMovingClock(Date.now());

  beforeAll(async () => {
    database = await start();
    stripe = await startSimulatedStripe();
    const env = { ...stripe.env, AIGATEWAY_DATABASE_URL: database.url };
    service = await startControlPlane({ env, clock });
  });
  afterAll(async () => {
    await service?.close();
    await stripe?.close();
    await database.close();
  });

  const buy = (body: unknown, headers?: Record<string, string>) => service.api("POST", PATH, body, headers);
  const balance = async () => (await service.api("GET", "/credits/balance")).body.balanceCents;

  test("a session is made through Stripe's own package: amount, currency, account, return addresses", async () => {
    const { status, body } = await buy({ amount: 2500 });
    expect([status, body]).toEqual([
      200,
      {
        sessionId: [...stripe.sessions.keys()].at(-1),
        sessionUrl: [...stripe.sessions.values()].at(-1)?.url,
      },
    ]);
    const { accountId } = (await service.api("GET", "/gateway-config")).body;
    const { headers, parameters } = stripe.requests.at(-1) ?? {};
    expect(parameters).toEqual({
      mode: "payment",
      client_reference_id: accountId,
      "metadata[aigateway_account_id]": accountId,
      "line_items[0][quantity]": "1",
      "line_items[0][price_data][currency]": "usd",
      "line_items[0][price_data][unit_amount]": "2500",
      "line_items[0][price_data][product_data][name]": expect.stringContaining("credits"),
      success_url: `${service.baseUrl}/checkout/complete`,
      cancel_url: `${service.baseUrl}/checkout/cancelled`,
    });
    expect(headers).toMatchObject({
      "user-agent": expect.stringMatching(/^Stripe\/v1 NodeBindings\/\S+ aigateway/),
      "stripe-version": Stripe.API_VERSION,
      "idempotency-key": expect.stringMatching(/./),
    });
  });

  test("a session alone grants nothing; the audit trail says who began it", async () => {
    const before = await balance();
    const { sessionId } = (await buy({ amount: 500 })).body;
    expect(await balance()).toBe(before);
    const { aiGatewayAuditEvents } = (await service.api("GET", `/audit-events?resourceId=${sessionId}`)).body;
    expect(aiGatewayAuditEvents).toEqual([
      expect.objectContaining({
        action: "checkout_session.create",
        changedFields: ["amount"],
        actor: expect.objectContaining({ type: "apiKey" }),
      }),
    ]);
  });

  test("the page that ends a purchase opens without an API key", async () => {
    await buy({ amount: 500 });
    const { success_url, cancel_url } = stripe.requests.at(-1)?.parameters ?? {};
    for (const page of [success_url, cancel_url]) {
      const answer = await fetch(String(page));
      expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    }
  });

  test.each([
    { amount: 499 },
    { amount: 0 },
    { amount: -500 },
    { amount: 500.5 },
    { amount: "500" },
    { amount: 100_000_000 },
    { amount: null },
    {},
  ])("%j is 422 by the name of its field, and Stripe is not asked", async (body) => {
    const asked = stripe.requests.length;
    const answer = await buy(body);
    expect([answer.status, Object.keys(answer.body.details)]).toEqual([422, ["amount"]]);
    expect(stripe.requests).toHaveLength(asked);
  });

  test("the smallest and the largest amount pass", async () => {
    for (const amount of [500, 99_999_999]) expect((await buy({ amount })).status).toBe(200);
  });

  test("the same Idempotency-Key gets the same session for 15 minutes, and Stripe is asked once", async () => {
    const asked = stripe.requests.length;
    const headers = { "idempotency-key": "purchase-1" };
    const first = await buy({ amount: 700 }, headers);
    expect((await buy({ amount: 700 }, headers)).body).toEqual(first.body);
    expect((await buy({ amount: 800 }, headers)).status).toBe(409);
    expect(stripe.requests).toHaveLength(asked + 1);
    // The key is free again then; a session from before may have been paid for, or be over.
    clock.advance(15 * 60_000 + 1);
    const later = await buy({ amount: 700 }, headers);
    expect(later.status).toBe(200);
    expect(later.body.sessionId).not.toBe(first.body.sessionId);
  });

  test("the same request several times at the same moment begins one purchase", async () => {
    const headers = { "idempotency-key": "purchase-2" };
    const answers = await Promise.all(Array.from({ length: 5 }, () => buy({ amount: 700 }, headers)));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.sessionId}`)).size).toBe(1);
    const { sessionId } = answers[0]?.body ?? {};
    const trail = (await service.api("GET", `/audit-events?resourceId=${sessionId}`)).body;
    expect(trail.aiGatewayAuditEvents).toHaveLength(1);
  });
});

test("without STRIPE_SECRET_KEY credits can't be bought: 501, which says what is missing", () =>
  withControlPlane({}, async ({ api }) => {
    const answer = await api("POST", PATH, { amount: 500 });
    expect([answer.status, answer.body.statusCode]).toEqual([501, 501]);
    expect(answer.body.msg).toContain("STRIPE_SECRET_KEY");
    expect((await api("POST", "/webhooks/stripe", {})).status).toBe(501);
  }));
