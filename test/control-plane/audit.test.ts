import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { describeOnEveryDatabase, type TestDatabase } from "../support/databases.ts";

interface AuditEvent {
  id: string;
  action: string;
  resourceId: string;
  actor: { type: string; apiKey?: { id: string; uri: string } };
  changedFields: string[];
  requestId?: string;
  remoteAddress?: string;
  userAgent?: string;
  eventTime: string;
}

describeOnEveryDatabase("the audit trail", (start) => {
  let database: TestDatabase;
  let service: ControlPlane;
  const VALUE = "sk-audited-0123456789abcdef";

  beforeAll(async () => {
    database = await start();
    service = await startControlPlane({
      env: { AIGATEWAY_DATABASE_URL: database.url, AIGATEWAY_TRUSTED_PROXIES: "127.0.0.0/8" },
    });
  });
  afterAll(async () => {
    await service?.close();
    await database.close();
  });

  const events = async (resourceId: string): Promise<AuditEvent[]> =>
    (await service.api("GET", `/audit-events?resourceId=${resourceId}`)).body.aiGatewayAuditEvents;

  test("each write is there once: what, to which resource, by whom, when, from where, for which request", async () => {
    const headers = { "user-agent": "terraform/1", "x-forwarded-for": "203.0.113.7, 127.0.0.9" };
    const created = await service.api("POST", "/access-keys", { name: "web", lineage: "web" }, headers);
    const { id } = created.body;
    await service.api("PATCH", `/access-keys/${id}`, { description: null });
    await service.api("DELETE", `/access-keys/${id}`);
    const [deleted, updated, made] = (await events(id)) as [AuditEvent, AuditEvent, AuditEvent];
    expect([deleted.action, updated.action, made.action]).toEqual([
      "access_key.delete",
      "access_key.update",
      "access_key.create",
    ]);
    expect(made).toMatchObject({
      resourceId: id,
      changedFields: ["name", "lineage"],
      requestId: created.headers.get("x-request-id"),
      remoteAddress: "203.0.113.7",
      userAgent: "terraform/1",
    });
    const delay = Date.parse(made.eventTime) - Date.parse(created.body.createdAt);
    expect(delay).toBeGreaterThanOrEqual(0);
    expect(delay).toBeLessThan(5000);
    expect(made.actor).toEqual({ type: "apiKey", apiKey: created.body.createdBy });
    expect(updated.changedFields).toEqual(["description"]);
    expect((await service.api("GET", `/audit-events/${made.id}`)).body).toEqual(made);
  });

  test("it names fields, never values: no secret is in it", async () => {
    const key = (
      await service.api("POST", "/provider-keys", { providerId: "openai", name: "k", value: VALUE })
    ).body;
    await service.api("POST", `/provider-keys/${key.id}/rotate`, { name: "k", value: `${VALUE}2` });
    const [rotated, created] = await events(key.id);
    expect(rotated).toMatchObject({ action: "provider_key.rotate", changedFields: ["value", "name"] });
    expect(created).toMatchObject({ action: "provider_key.create" });
    const all = JSON.stringify((await service.api("GET", "/audit-events")).body);
    expect(all).not.toContain(VALUE);
    expect(all).not.toMatch(/ng-\w+-[ag]1-/);
  });

  test("a token that somebody sent as their User-Agent is redacted", async () => {
    const { token } = (await service.api("POST", "/access-keys", {})).body;
    const { body } = await service.api("POST", "/access-keys", {}, { "user-agent": `curl ${token}` });
    const [event] = await events(body.id);
    expect(event?.userAgent).toMatch(/^curl ng-.+\*\*\*/);
    expect(event?.userAgent).not.toContain(token);
  });

  test("a key that a configuration brings along has its own event", async () => {
    const rule = { provider: "groq", steps: [{ type: "user", keys: [{ name: "inline", value: VALUE }] }] };
    const { body } = await service.api("POST", "/access-key-configurations", {
      name: "c",
      router: { rules: [rule] },
    });
    const [key] = body.router.rules[0].steps[0].keys;
    expect((await events(key.id)).map(({ action }) => action)).toEqual(["provider_key.create"]);
    expect((await events(body.id)).map(({ action }) => action)).toEqual(["access_key_configuration.create"]);
  });

  test("what was refused or only read leaves no event", async () => {
    const count = async () => (await service.api("GET", "/audit-events")).body.aiGatewayAuditEvents.length;
    const before = await count();
    await service.api("POST", "/access-keys", { name: 5 });
    await service.api("POST", "/access-keys", { accessKeyConfigurationId: "aigac_none" });
    await service.api("DELETE", "/access-keys/aigk_none");
    await service.api("GET", "/access-keys");
    expect(await count()).toBe(before);
  });

  test("the account's settings are a resource as well", async () => {
    const { accountId } = (await service.api("PATCH", "/gateway-config", { totalTimeout: "3m" })).body;
    expect((await events(accountId))[0]).toMatchObject({
      action: "gateway_config.update",
      changedFields: ["totalTimeout"],
    });
  });

  test("pages go through everything, newest first", async () => {
    const all: string[] = (await service.api("GET", "/audit-events")).body.aiGatewayAuditEvents.map(
      ({ id }: AuditEvent) => id,
    );
    expect(all).toEqual([...all].sort().reverse());
    const paged: string[] = [];
    for (let next: string | null = "/audit-events?limit=3"; next; ) {
      const page: { aiGatewayAuditEvents: AuditEvent[]; nextPageUri: string | null } = (
        await service.api("GET", next)
      ).body;
      paged.push(...page.aiGatewayAuditEvents.map(({ id }) => id));
      next = page.nextPageUri?.slice(service.baseUrl.length) ?? null;
    }
    expect(paged).toEqual(all);
  });

  test("nobody can change or delete an event", async () => {
    const [event] = (await service.api("GET", "/audit-events?limit=1")).body.aiGatewayAuditEvents;
    for (const method of ["DELETE", "PATCH", "POST"]) {
      expect(
        (await service.api(method, `/audit-events/${event.id}`, method === "DELETE" ? undefined : {})).status,
      ).toBe(404);
    }
  });
});

test("X-Forwarded-For of somebody who is no trusted proxy is not believed", async () => {
  const service = await startControlPlane();
  const { body } = await service.api("POST", "/access-keys", {}, { "x-forwarded-for": "203.0.113.7" });
  const answer = await service.api("GET", `/audit-events?resourceId=${body.id}`);
  expect(answer.body.aiGatewayAuditEvents[0].remoteAddress).toBe("127.0.0.1");
  await service.close();
});
