import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { type SimulatedStripe, type StripeFault, startSimulatedStripe } from "../support/simulated-stripe.ts";
import { withControlPlane } from "../support/with-control-plane.ts";

const PATH = "/credits/checkout-session";
const WRONG_KEY = "sk_test_wrong0123456789abcdefWXYZ";

// Nothing here asks the database anything that depends on its kind.
describe("when Stripe fails", () => {
  let stripe: SimulatedStripe;
  let service: ControlPlane;

  beforeAll(async () => {
    stripe = await startSimulatedStripe();
    service = await startControlPlane({
      env: { ...stripe.env, AIGATEWAY_PUBLIC_URL: "https://gateway.example.com/ai/" },
    });
  });
  afterAll(async () => {
    await service?.close();
    await stripe?.close();
  });

  const buy = (headers?: Record<string, string>) => service.api("POST", PATH, { amount: 500 }, headers);

  // Stripe's package tries three times what may be better the next time.
  test.each<[StripeFault, number]>([
    ["server-error", 1],
    ["card-declined", 1],
    ["rate-limit", 1],
    ["unavailable", 3],
    ["cut-before", 3],
  ])("%s is a 502 that holds no secret, and nothing of it is remembered", async (fault, times) => {
    const asked = stripe.requests.length;
    stripe.failNext(fault, times);
    const headers = { "idempotency-key": `after ${fault}` };
    const answer = await buy(headers);
    expect(answer.status).toBe(502);
    expect(answer.body).toMatchObject({
      statusCode: 502,
      msg: expect.stringContaining("Stripe"),
      details: {},
    });
    expect(stripe.requests).toHaveLength(asked + times);
    expectNoSecret([JSON.stringify(answer.body), ...service.logs]);
    expect((await buy(headers)).status).toBe(200);
  });

  test.each<StripeFault>(["unavailable", "cut-before", "cut-after"])(
    "%s once is repeated with the same Idempotency-Key of Stripe: one session",
    async (fault) => {
      const [asked, sessions] = [stripe.requests.length, stripe.sessions.size];
      stripe.failNext(fault);
      expect((await buy()).status).toBe(200);
      const [first, second, ...more] = stripe.requests.slice(asked);
      expect(more).toEqual([]);
      expect(second?.headers["idempotency-key"]).toBe(first?.headers["idempotency-key"]);
      expect(stripe.sessions.size).toBe(sessions + 1);
    },
  );

  test("a key that Stripe does not know is a 502, and no part of the key is told", async () => {
    await withControlPlane({ ...stripe.env, STRIPE_SECRET_KEY: WRONG_KEY }, async ({ api, logs }) => {
      const answer = await api("POST", PATH, { amount: 500 });
      expect(answer.status).toBe(502);
      for (const text of [JSON.stringify(answer.body), ...logs]) expect(text).not.toMatch(/sk_test|WXYZ/);
    });
  });

  test("the log names Stripe's own request, so that it can be found there", async () => {
    stripe.failNext("card-declined");
    await buy();
    const line = service.logs.map((each) => JSON.parse(each)).findLast(({ level }) => level >= 50);
    expect(line).toMatchObject({ code: "card_declined", stripeRequestId: expect.stringMatching(/^req_/) });
  });

  test("return addresses are at the public URL when there is one", async () => {
    await buy();
    expect(stripe.requests.at(-1)?.parameters).toMatchObject({
      success_url: "https://gateway.example.com/ai/checkout/complete",
      cancel_url: "https://gateway.example.com/ai/checkout/cancelled",
    });
  });

  function expectNoSecret(texts: string[]): void {
    for (const secret of [stripe.env.STRIPE_SECRET_KEY, stripe.env.STRIPE_WEBHOOK_SECRET, service.apiKey]) {
      for (const text of texts) expect(text).not.toContain(secret);
    }
  }
});
