import { randomBytes } from "node:crypto";
import { type ConnectionCounter, startConnectionCounter } from "../../support/connection-counter.ts";
import { startControlPlane } from "../../support/control-plane.ts";
import { startSqlite } from "../../support/databases.ts";
import { errorOf, MESSAGES, startGateway, type TestGateway } from "../../support/gateway.ts";

/** What a tenant may give as the address of a provider, and what comes of it. The operator allows 127.0.0.1 only. */
describe("addresses of custom providers", () => {
  let gateway: TestGateway;
  let forbidden: ConnectionCounter;

  beforeAll(async () => {
    gateway = await startGateway();
    forbidden = await startConnectionCounter("127.0.0.2");
  });
  afterAll(async () => {
    await gateway?.close();
    await forbidden?.close();
  });
  afterEach(() => expect(forbidden.connections()).toBe(0));

  const declare = (providerId: string, baseUrl: string) =>
    gateway.service.api("POST", "/providers", { providerId, name: "P", baseUrl });

  test.each([
    ...["127.0.0.2", "127.255.255.254", "10.0.0.1", "172.16.0.1", "192.168.0.1", "100.64.0.1", "0.0.0.0"],
    ...["169.254.169.254", "192.0.0.192", "224.0.0.1"],
    // 127.0.0.2 and 169.254.169.254 as browsers read them
    ...["2130706434", "0x7f000002", "0177.0.0.2", "127.2", "0x7f.2", "0xa9fea9fe", "2852039166", "0"],
    ...["１２７.０.０.２", "127。0。0。2", "127.0.0.2."],
    ...["[::1]", "[::]", "[fe80::1]", "[fc00::1]", "[fd00:ec2::254]", "[ff02::1]"],
    ...["[::ffff:127.0.0.2]", "[::ffff:7f00:2]", "[0:0:0:0:0:ffff:a9fe:a9fe]", "[64:ff9b::127.0.0.2]"],
    ...["[64:ff9b:1::7f00:2]", "[::127.0.0.2]", "[2002:7f00:2::1]", "[fec0::1]"],
    ...["localhost", "LOCALHOST", "metadata.localhost"],
  ])("https://%s is refused when it is declared, with what the operator can do", async (host) => {
    const { status, body } = await declare(
      `refused-${host}`.replaceAll(":", "-"),
      `https://${host}:${forbidden.port}`,
    );
    expect([status, body.details]).toEqual([
      422,
      { baseUrl: expect.stringContaining("AIGATEWAY_PRIVATE_UPSTREAMS") },
    ]);
  });

  test("a provider can't be moved to a private address either", async () => {
    expect((await declare("movable", "https://models.example.com")).status).toBe(201);
    const list = (await gateway.service.api("GET", "/providers")).body.aiGatewayProviders;
    const { id } = list.find((each: { providerId: string }) => each.providerId === "movable");
    const moved = await gateway.service.api("PATCH", `/providers/${id}`, {
      baseUrl: "https://169.254.169.254",
    });
    expect(moved.status).toBe(422);
  });

  test.each([301, 302, 303, 307, 308] as const)(
    "a redirect by %d to a private address is not followed, and the client is not sent there",
    async (status) => {
      const { token } = await gateway.accessKey();
      const location = `http://127.0.0.2:${forbidden.port}/v1/chat/completions`;
      gateway.upstream.failNext({ kind: "redirect", status, location }, { times: 2 });
      const answer = await gateway.post(token, { model: "m1", messages: MESSAGES });
      expect(answer.status).toBe(503);
      expect(answer.headers.has("location")).toBe(false);
      expect((await errorOf(answer)).message).not.toContain("127.0.0.2");
    },
  );
});

describe("an address that the operator no longer allows", () => {
  test.each([
    ["an address", "127.0.0.2"],
    ["a name", "localhost"],
  ])("is refused at the connection, though it was declared when it was allowed: %s", async (_, host) => {
    const database = await startSqlite();
    const forbidden = await startConnectionCounter("127.0.0.2");
    const env = {
      AIGATEWAY_DATABASE_URL: database.url,
      AIGATEWAY_ENCRYPTION_KEY: randomBytes(32).toString("base64"),
    };
    const allowing = await startControlPlane({ env: { ...env, AIGATEWAY_PRIVATE_UPSTREAMS: host } });
    const baseUrl = `http://${host}:${forbidden.port}`;
    await allowing.api("POST", "/providers", { providerId: "p", name: "P", baseUrl });
    const value = "sk-private-0123456789";
    expect((await allowing.api("POST", "/provider-keys", { providerId: "p", name: "k", value })).status).toBe(
      201,
    );
    const { token } = (await allowing.api("POST", "/access-keys", {})).body;
    await allowing.close();

    const limits = { perRequestTimeoutMs: 1000 };
    const strict = await startControlPlane({ env: { ...env, AIGATEWAY_PRIVATE_UPSTREAMS: "" }, limits });
    const answer = await fetch(`${strict.baseUrl}/v1/chat/completions`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ model: "p:m1", messages: MESSAGES }),
    });
    const { message } = await errorOf(answer);
    const connections = forbidden.connections();
    await strict.close();
    await forbidden.close();
    await database.close();
    expect(connections).toBe(0);
    expect([answer.status, message]).toEqual([502, expect.stringContaining("is on a private network")]);
  });
});
