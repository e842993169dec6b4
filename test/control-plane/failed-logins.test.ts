import { makeToken } from "../../control-plane/src/crypto/token.ts";
import { createFailedLogins } from "../../control-plane/src/http/failed-logins.ts";
import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";

describe("wrong API keys from one address", () => {
  let service: ControlPlane;
  const from = (address: string, apiKey: string) =>
    service.api("GET", "/access-keys", undefined, {
      authorization: `Bearer ${apiKey}`,
      "x-forwarded-for": address,
    });

  beforeAll(async () => {
    service = await startControlPlane({
      env: { AIGATEWAY_AUTH_FAILURES_PER_MINUTE: "5", AIGATEWAY_TRUSTED_PROXIES: "127.0.0.1" },
    });
  });
  afterAll(() => service?.close());

  test("after the limit are 429 with Retry-After, without a look-up, while other addresses go on", async () => {
    for (let i = 0; i < 5; i++) expect((await from("203.0.113.1", makeToken("a1"))).status).toBe(401);
    const blocked = await from("203.0.113.1", makeToken("a1"));
    expect(blocked.status).toBe(429);
    expect(blocked.body).toMatchObject({ statusCode: 429, msg: expect.stringContaining("203.0.113.1") });
    expect(Number(blocked.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(Number(blocked.headers.get("retry-after"))).toBeLessThanOrEqual(60);
    expect((await from("203.0.113.1", service.apiKey)).status).toBe(429);
    expect((await from("203.0.113.2", service.apiKey)).status).toBe(200);
  });

  test("right ones don't count, and neither do requests without any", async () => {
    for (let i = 0; i < 20; i++) {
      expect((await from("203.0.113.3", service.apiKey)).status).toBe(200);
      const none = await service.api("GET", "/access-keys", undefined, {
        authorization: "",
        "x-forwarded-for": "203.0.113.3",
      });
      expect(none.status).toBe(401);
    }
    expect((await from("203.0.113.3", service.apiKey)).status).toBe(200);
  });
});

test("one IPv6 subscriber is one address; IPv4 in IPv6 is the IPv4 address", async () => {
  const logins = createFailedLogins(1);
  await logins.add("2001:db8:1:2::1");
  expect(await logins.blockedFor("2001:db8:1:2:ffff::9")).toBeGreaterThan(0);
  expect(await logins.blockedFor("2001:db8:1:3::1")).toBeUndefined();
  await logins.add("::ffff:203.0.113.9");
  expect(await logins.blockedFor("203.0.113.9")).toBeGreaterThan(0);
});

test("with a limit of 0 there is none", async () => {
  const logins = createFailedLogins(0);
  for (let i = 0; i < 1000; i++) await logins.add("203.0.113.1");
  expect(await logins.blockedFor("203.0.113.1")).toBeUndefined();
});
