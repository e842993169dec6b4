import { type ConnectionCounter, startConnectionCounter } from "../../support/connection-counter.ts";
import { errorOf, MESSAGES, startGateway, type TestGateway } from "../../support/gateway.ts";
import { type SimulatedDns, simulateDns } from "../../support/simulated-dns.ts";

/**
 * Names that a tenant controls, and that change what they point to. The simulated provider is at an address that the
 * operator allows, as public ones are; at the other one of the same machine nobody may connect to.
 */
const ALLOWED = "127.0.0.1";
const FORBIDDEN = "127.0.0.2";
const NAME = "rebinding.internal";

let gateway: TestGateway;
let dns: SimulatedDns;
let forbidden: ConnectionCounter;
let token: string;
let port: number;

beforeAll(async () => {
  dns = simulateDns();
  gateway = await startGateway({ limits: { perRequestTimeoutMs: 2000 } });
  port = Number(new URL(gateway.upstream.url).port);
  forbidden = await startConnectionCounter(FORBIDDEN, port);
  const provider = { providerId: "named", name: "Named", baseUrl: `http://${NAME}:${port}` };
  expect((await gateway.service.api("POST", "/providers", provider)).status).toBe(201);
  ({ token } = await gateway.accessKey({ access: { providers: { allow: ["named"] } } }));
  const value = "sk-first-0123456789abcdef";
  await gateway.service.api("POST", "/provider-keys", { providerId: "named", name: "k", value });
});
afterAll(async () => {
  await forbidden?.close();
  await gateway?.close();
  dns?.restore();
});
beforeEach(() => gateway.upstream.reset());
afterEach(() => expect(forbidden.connections()).toBe(0));

const ask = () => gateway.post(token, { model: "named:m1", messages: MESSAGES });
/** The next request needs a new connection, and so a new look at the name. */
async function dropConnections(): Promise<void> {
  gateway.upstream.failNext({ kind: "close-before-headers" });
  await ask();
  gateway.upstream.reset();
}

test("a name that moves to a private address is refused at its next connection, and served when it is back", async () => {
  dns.set(NAME, [ALLOWED]);
  expect((await ask()).status).toBe(200);
  await dropConnections();

  dns.set(NAME, [FORBIDDEN]);
  const refused = await ask();
  expect(refused.status).toBe(502);
  expect((await errorOf(refused)).code).toBe("ERR_NGROK_3800");
  expect(gateway.upstream.requests).toEqual([]);

  dns.set(NAME, [ALLOWED]);
  expect((await ask()).status).toBe(200);
});

test("a name that alternates is asked for once a connection: what was checked is what is connected to", async () => {
  dns.set(NAME, [ALLOWED]);
  await dropConnections();
  dns.set(NAME, [ALLOWED], [FORBIDDEN]);
  const statuses: number[] = [];
  for (let i = 0; i < 10; i++) {
    // Each answer ends its connection.
    gateway.upstream.failNext({ kind: "status", status: 400, headers: { connection: "close" } });
    statuses.push((await ask()).status);
  }
  expect(statuses).toEqual(Array(5).fill([400, 502]).flat());
  expect(dns.asked(NAME)).toBe(10);
});

test.each([
  ["first", [FORBIDDEN, ALLOWED]],
  ["last", [ALLOWED, FORBIDDEN]],
])("of several addresses, a private one that comes %s is left out", async (_, addresses) => {
  dns.set(NAME, [ALLOWED]);
  await dropConnections();
  dns.set(NAME, addresses);
  expect((await ask()).status).toBe(200);
});

test.each([
  ...["127.0.0.2", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.254", "192.168.1.1", "100.64.0.1"],
  ...["169.254.169.254", "169.254.170.2", "192.0.0.192", "198.18.0.1", "224.0.0.1", "255.255.255.255"],
  ...["::1", "::", "::ffff:127.0.0.2", "::ffff:169.254.169.254", "::ffff:a00:1", "fe80::1", "fd00:ec2::254"],
  ...["fc00::1", "64:ff9b::7f00:2", "64:ff9b::a9fe:a9fe", "ff02::1"],
  // Forms that carry an IPv4 address, or that were private once.
  ...["64:ff9b:1::7f00:2", "::7f00:2", "2002:7f00:2::1", "fec0::1"],
])("a name that resolves to %s is refused without a connection", async (address) => {
  dns.set(NAME, [ALLOWED]);
  await dropConnections();
  dns.set(NAME, [address]);
  const refused = await ask();
  expect(refused.status).toBe(502);
  const { message } = await errorOf(refused);
  expect(message).toContain(`"${NAME}" is on a private network`);
  // Whoever asks has to find out by himself where the name leads to.
  expect(message).not.toContain(address);
});

test("the refusal is the same whether anybody listens there or not: it does not help to scan ports", async () => {
  const closed = { providerId: "closed", name: "Closed", baseUrl: `http://${NAME}:1` };
  await gateway.service.api("POST", "/providers", closed);
  const { token } = await gateway.accessKey({ access: { providers: { allow: ["named", "closed"] } } });
  dns.set(NAME, [ALLOWED]);
  await dropConnections();
  dns.set(NAME, [FORBIDDEN]);
  const told = async (model: string) => {
    const answer = await gateway.post(token, { model, messages: MESSAGES });
    const { message } = await errorOf(answer);
    return [answer.status, message.replace(/\w+: m1: [\w ]+: no status/, "")];
  };
  expect(await told("named:m1")).toEqual(await told("closed:m1"));
});
