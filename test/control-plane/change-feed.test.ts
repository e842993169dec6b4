import { randomBytes } from "node:crypto";
import pg from "pg";
import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { describeOnEveryDatabase, startPostgres, type TestDatabase } from "../support/databases.ts";
import { errorOf, FIRST, MESSAGES, SECOND } from "../support/gateway.ts";
import { type SimulatedProvider, startSimulatedProvider } from "../support/simulated-provider/index.ts";

/** What the documentation promises for a change that another process has made. */
const PROMISED_MS = 1000;

interface Setting {
  database: TestDatabase;
  upstream: SimulatedProvider;
  /** Where changes are made, and where they have to be heard of. */
  here: ControlPlane;
  there: ControlPlane;
  providerKeyId: string;
}

async function startTwo(database: TestDatabase): Promise<Setting> {
  const env = {
    AIGATEWAY_DATABASE_URL: database.url,
    AIGATEWAY_ENCRYPTION_KEY: randomBytes(32).toString("base64"),
    AIGATEWAY_BOOTSTRAP_API_KEY: "test-management-key-0123456789abcdef",
  };
  const upstream = await startSimulatedProvider({ keys: [FIRST, SECOND] });
  const here = await startControlPlane({ env });
  const there = await startControlPlane({ env });
  await here.api("POST", "/providers", {
    providerId: "sim",
    name: "Sim",
    baseUrl: upstream.url,
    models: [{ modelId: "m1" }],
  });
  const { body } = await here.api("POST", "/provider-keys", { providerId: "sim", name: "k", value: FIRST });
  return { database, upstream, here, there, providerKeyId: body.id };
}

async function stop({ database, upstream, here, there }: Setting): Promise<void> {
  await there.close();
  await here.close();
  await upstream.close();
  await database.close();
}

const ask = ({ there }: Setting, token: string) =>
  fetch(`${there.baseUrl}/v1/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ model: "sim:m1", messages: MESSAGES }),
  });

/** A key that the other process has used, so that it is in its memory. */
async function newKey(setting: Setting, fields: object = {}): Promise<{ id: string; token: string }> {
  const { body } = await setting.here.api("POST", "/access-keys", fields);
  for (let i = 0; i < 3; i++) expect((await ask(setting, body.token)).status).toBe(200);
  return body;
}

/** How long it takes until the other process sees what was just done here, in milliseconds. */
async function heardAfter(isHeard: () => Promise<boolean>): Promise<number> {
  const done = performance.now();
  while (!(await isHeard())) {
    if (performance.now() - done > 5 * PROMISED_MS) throw new Error("It was not heard of at all.");
  }
  return performance.now() - done;
}

describeOnEveryDatabase("a change in another process", (start) => {
  let setting: Setting;
  beforeAll(async () => {
    setting = await startTwo(await start());
  });
  afterAll(() => stop(setting));

  test("that deletes or expires an access key counts within a second", async () => {
    for (const change of [
      (id: string) => setting.here.api("DELETE", `/access-keys/${id}`),
      (id: string) => setting.here.api("PATCH", `/access-keys/${id}`, { expiresIn: "0s" }),
    ]) {
      const { id, token } = await newKey(setting);
      expect((await change(id)).status).toBeLessThan(300);
      const ms = await heardAfter(async () => (await ask(setting, token)).status === 401);
      expect(ms).toBeLessThan(PROMISED_MS);
    }
  });

  test("to a configuration, and a rotated provider key, count within a second", async () => {
    const { body: configuration } = await setting.here.api("POST", "/access-key-configurations", {
      name: "c",
    });
    const { token } = await newKey(setting, { accessKeyConfigurationId: configuration.id });
    const access = { models: { allow: [] } };
    const path = `/access-key-configurations/${configuration.id}`;
    expect((await setting.here.api("PATCH", path, { access })).status).toBe(200);
    expect(await heardAfter(async () => (await ask(setting, token)).status === 422)).toBeLessThan(
      PROMISED_MS,
    );

    const other = await newKey(setting);
    await setting.here.api("POST", `/provider-keys/${setting.providerKeyId}/rotate`, {
      name: "k",
      value: SECOND,
    });
    const ms = await heardAfter(async () => {
      setting.upstream.reset();
      await ask(setting, other.token);
      return setting.upstream.requests[0]?.key === SECOND;
    });
    expect(ms).toBeLessThan(PROMISED_MS);
    await setting.here.api("POST", `/provider-keys/${setting.providerKeyId}/rotate`, {
      name: "k",
      value: FIRST,
    });
  });
});

describe("when PostgreSQL's notifications do not come", () => {
  let setting: Setting;
  let admin: pg.Client;
  beforeAll(async () => {
    setting = await startTwo(await startPostgres());
    admin = new pg.Client({ connectionString: setting.database.url });
    await admin.connect();
  });
  afterAll(async () => {
    await admin.end();
    await stop(setting);
  });

  const listeners = async (): Promise<number[]> =>
    (
      await admin.query("SELECT pid FROM pg_stat_activity WHERE application_name = 'aigateway changes'")
    ).rows.map(({ pid }) => pid);
  const revoke = async () => {
    const { id, token } = await newKey(setting);
    return async () => {
      await setting.here.api("DELETE", `/access-keys/${id}`);
      return heardAfter(async () => (await ask(setting, token)).status === 401);
    };
  };

  test("since the connection was closed, a change still counts within a second, and they come again", async () => {
    const revoked = await revoke();
    const before = await listeners();
    expect(before).toHaveLength(2);
    await admin.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = ANY($1)", [before]);
    expect(await revoked()).toBeLessThan(PROMISED_MS);
    const deadline = performance.now() + 5000;
    while ((await listeners()).length < 2 && performance.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await listeners()).toHaveLength(2);
    expect(setting.there.logs.join("")).toContain("can't be heard");
  });

  test("since the connection hangs without a word, a change still counts within a second", async () => {
    const revoked = await revoke();
    const hanging = await listeners();
    for (const pid of hanging) process.kill(pid, "SIGSTOP");
    try {
      expect(await revoked()).toBeLessThan(PROMISED_MS);
    } finally {
      for (const pid of hanging) process.kill(pid, "SIGCONT");
    }
  });
});

describe("a database that does not answer", () => {
  test("stops no key that is known, and what they use is written down afterwards; unknown ones are 27009", async () => {
    const setting = await startTwo(await startPostgres());
    const admin = new pg.Client({ connectionString: setting.database.url });
    await admin.connect();
    const { token } = await newKey(setting);
    const { body: unknown } = await setting.here.api("POST", "/access-keys", {});
    const { rows } = await admin.query(
      "SELECT pid FROM pg_stat_activity WHERE datname = 'aigateway' AND pid <> pg_backend_pid()",
    );
    const hanging: number[] = rows.map(({ pid }) => pid);
    for (const pid of hanging) process.kill(pid, "SIGSTOP");
    const requestIds: (string | null)[] = [];
    try {
      // Long enough for the feed's loss to be noticed and for what is in memory to be out of date.
      await new Promise((resolve) => setTimeout(resolve, 1000));
      for (let i = 0; i < 3; i++) {
        const answer = await ask(setting, token);
        expect(answer.status).toBe(200);
        requestIds.push(answer.headers.get("x-request-id"));
      }
    } finally {
      await admin.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = ANY($1)", [
        hanging,
      ]);
      for (const pid of hanging) process.kill(pid, "SIGCONT");
    }
    const deadline = performance.now() + 10_000;
    const recorded = async () =>
      // The first connections are found dead.
      (
        (await setting.here.api("GET", "/usage?startTime=2000-01-01T00:00:00Z")).body.aiGatewayUsage ?? []
      ).map(({ requestId }: { requestId: string }) => requestId);
    while ((await recorded()).length < 6 && performance.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await recorded()).toEqual(expect.arrayContaining(requestIds));
    await admin.end();
    await setting.database.close();
    const answer = await ask(setting, unknown.token);
    expect([answer.status, (await errorOf(answer)).code]).toEqual([500, "ERR_NGROK_27009"]);
    await setting.there.close().catch(() => undefined);
    await setting.here.close().catch(() => undefined);
    await setting.upstream.close();
  });
});
