import createClient, { type Client } from "openapi-fetch";
import type { paths } from "../../terraform-provider/src/api/generated/openapi.ts";
import { MESSAGES, startGateway, type TestGateway } from "../support/gateway.ts";

/** A client that is generated from openapi.json, with nothing by hand: what does not fit does not compile. */
describe("a generated client", () => {
  let gateway: TestGateway;
  let api: Client<paths>;

  beforeAll(async () => {
    gateway = await startGateway();
    const headers = { authorization: `Bearer ${gateway.service.apiKey}` };
    api = createClient<paths>({ baseUrl: gateway.service.baseUrl, headers });
  });
  afterAll(() => gateway?.close());

  test("leads an access key through its life", async () => {
    const { id, token } = data(await api.POST("/access-keys", { body: { name: "web", lineage: "web" } }));
    expect(token).toMatch(/^ng-/);
    const params = { path: { id } };
    const got = data(await api.GET("/access-keys/{id}", { params }));
    expect(got).toMatchObject({ id, name: "web", lineage: "web", accessKeyConfiguration: null });
    const listed = data(await api.GET("/access-keys", { params: { query: { limit: 1 } } }));
    expect(listed.aiGatewayAccessKeys).toEqual([got]);
    const body = { name: null, expiresIn: "720h" };
    const updated = data(await api.PATCH("/access-keys/{id}", { params, body }));
    expect([updated.name, updated.expiresAt]).toEqual([undefined, expect.stringMatching(/Z$/)]);
    expect((await api.DELETE("/access-keys/{id}", { params })).response.status).toBe(204);
    expect((await api.GET("/access-keys/{id}", { params })).error?.statusCode).toBe(404);
  });

  test("leads a configuration through its life, with its entity tag", async () => {
    const [providerKeyId] = gateway.providerKeyIds;
    const created = data(
      await api.POST("/access-key-configurations", {
        body: {
          name: "prod",
          access: { providers: { allow: ["sim"] }, models: { allow: ["m1"] } },
          router: { rules: [{ provider: "sim", steps: [{ type: "user", keys: [{ id: providerKeyId }] }] }] },
        },
        params: { header: { "Idempotency-Key": "configuration" } },
      }),
    );
    const path = { id: created.id };
    const { response, ...got } = await api.GET("/access-key-configurations/{id}", { params: { path } });
    expect(data(got)).toEqual(created);
    expect(created.router?.rules?.[0]?.steps[0]?.keys?.[0]?.id).toBe(providerKeyId);
    const listed = data(await api.GET("/access-key-configurations"));
    expect(listed.aiGatewayAccessKeyConfigurations).toEqual([created]);
    const params = { path, header: { "If-Match": response.headers.get("etag") ?? "" } };
    const body = { router: null };
    const updated = data(await api.PATCH("/access-key-configurations/{id}", { params, body }));
    expect([updated.router, updated.access]).toEqual([undefined, created.access]);
    const stale = await api.DELETE("/access-key-configurations/{id}", { params });
    expect(stale.error?.statusCode).toBe(412);
    const gone = await api.DELETE("/access-key-configurations/{id}", { params: { path } });
    expect(gone.response.status).toBe(204);
  });

  test("leads a provider key through its life, with a new value", async () => {
    const value = "sk-generated-0123456789";
    const created = data(
      await api.POST("/provider-keys", { body: { providerId: "openai", name: "main", value } }),
    );
    const params = { path: { id: created.id } };
    expect(data(await api.GET("/provider-keys/{id}", { params }))).toEqual(created);
    const listed = data(await api.GET("/provider-keys", { params: { query: { provider: "openai" } } }));
    expect(listed.aiGatewayProviderKeys).toEqual([created]);
    const updated = data(await api.PATCH("/provider-keys/{id}", { params, body: { description: "d" } }));
    expect([updated.name, updated.description]).toEqual(["main", "d"]);
    const body = { name: "main", value: "sk-rotated-9876543210" };
    const rotated = data(await api.POST("/provider-keys/{id}/rotate", { params, body }));
    expect([created.keyRedacted, rotated.keyRedacted]).toEqual(["sk-generat***6789", "sk-rotated***3210"]);
    expect((await api.DELETE("/provider-keys/{id}", { params })).response.status).toBe(204);
  });

  test("leads a custom provider through its life", async () => {
    const created = data(
      await api.POST("/providers", {
        body: {
          providerId: "own",
          name: "Own",
          baseUrl: "https://models.example.com",
          models: [{ modelId: "a" }],
          supportedApiSurfaces: [{ format: "openai", surface: "chat-completions" }],
        },
      }),
    );
    const params = { path: { id: created.id } };
    expect(data(await api.GET("/providers/{id}", { params }))).toEqual(created);
    expect(data(await api.GET("/providers")).aiGatewayProviders[0]).toEqual(created);
    const updated = data(await api.PATCH("/providers/{id}", { params, body: { models: null } }));
    expect([updated.models, updated.supportedApiSurfaces]).toEqual([undefined, created.supportedApiSurfaces]);
    expect((await api.DELETE("/providers/{id}", { params })).response.status).toBe(204);
  });

  test("leads an API key through its life, and tells who made what", async () => {
    const { token, ...created } = data(await api.POST("/api-keys", { body: { name: "ci" } }));
    const headers = { authorization: `Bearer ${token}` };
    const made = data(await api.POST("/access-keys", { body: {}, headers }));
    expect(made.createdBy.id).toBe(created.id);
    const params = { path: { id: created.id } };
    const got = data(await api.GET("/api-keys/{id}", { params }));
    expect({ ...got, lastUsed: null }).toEqual(created);
    expect(data(await api.GET("/api-keys")).aiGatewayApiKeys[0]?.id).toBe(created.id);
    expect(data(await api.PATCH("/api-keys/{id}", { params, body: { name: "cd" } })).name).toBe("cd");
    expect((await api.DELETE("/api-keys/{id}", { params })).response.status).toBe(204);
    expect((await api.GET("/api-keys", { headers })).response.status).toBe(401);
  });

  test("reads and changes the account's settings", async () => {
    const before = data(await api.GET("/gateway-config"));
    const changed = data(await api.PATCH("/gateway-config", { body: { totalTimeout: "3m" } }));
    expect(changed).toEqual({ ...before, totalTimeout: "3m" });
    expect(data(await api.PATCH("/gateway-config", { body: { totalTimeout: null } }))).toEqual(before);
  });

  test("reads the credits, the usage that took some, the models, and who did what", async () => {
    const { id, token } = await gateway.accessKey();
    await gateway.client(token).chat.completions.create({ model: "sim:m1", messages: MESSAGES });
    const query = { startTime: "2026-01-01T00:00:00Z" };
    const { aiGatewayUsage } = data(await api.GET("/usage", { params: { query: { ...query, limit: 10 } } }));
    expect(aiGatewayUsage).toMatchObject([{ accessKeyId: id, provider: "sim", statusCode: 200 }]);
    const grouped = { ...query, groupBy: "accessKey" } as const;
    const overview = data(await api.GET("/usage/overview", { params: { query: grouped } }));
    expect(overview.buckets.map(({ groupKey, requests }) => [groupKey, requests])).toEqual([[id, 1]]);
    expect(data(await api.GET("/credits/balance")).balanceCents).toBeLessThanOrEqual(500);
    const { items } = data(await api.GET("/credits/transactions"));
    expect(items.find(({ type }) => type === "credits")).toMatchObject({ amountCents: 500 });
    const models = data(await api.GET("/models", { params: { query: { provider: "sim" } } }));
    expect(models.aiGatewayModels.map((model) => model.id)).toEqual(["sim:m1", "sim:m2"]);
    const resource = { params: { query: { resourceId: id } } };
    const [event] = data(await api.GET("/audit-events", resource)).aiGatewayAuditEvents;
    expect(event?.action).toBe("access_key.create");
    const params = { path: { id: event?.id ?? "" } };
    expect(data(await api.GET("/audit-events/{id}", { params }))).toEqual(event);
  });
});

/** The body of a success; throws what the API has refused. */
function data<T>({ data, error }: { data?: T; error?: unknown }): T {
  if (data === undefined) throw new Error(`The API refused: ${JSON.stringify(error)}`);
  return data;
}
