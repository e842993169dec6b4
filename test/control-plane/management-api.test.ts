import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { describeOnEveryDatabase, type TestDatabase } from "../support/databases.ts";

/** What a client written for the published API relies on, for every resource and on every database. */
interface Case {
  path: string;
  list: string;
  prefix: string;
  create: () => Record<string, unknown>;
  /** Fields that PATCH sets, and what reading shows then. */
  update: Record<string, unknown>;
  /** Fields that null clears. */
  clear: string[];
  /** Create fields that no answer shows under their name. */
  hidden?: string[];
}

let serial = 0;
const cases: Case[] = [
  {
    path: "/access-keys",
    list: "aiGatewayAccessKeys",
    prefix: "aigk_",
    create: () => ({ name: "web", description: "d", metadata: "m", lineage: "web" }),
    update: { name: "web 2", lineage: "other" },
    clear: ["name", "description", "metadata", "lineage"],
  },
  {
    path: "/access-key-configurations",
    list: "aiGatewayAccessKeyConfigurations",
    prefix: "aigac_",
    create: () => ({ name: "prod", description: "d", access: { providers: { allow: ["openai"] } } }),
    update: { name: "prod 2", access: { models: { allow: [] } } },
    clear: ["description", "access"],
  },
  {
    path: "/provider-keys",
    list: "aiGatewayProviderKeys",
    prefix: "aigpk_",
    create: () => ({ name: "a", providerId: "openai", value: "sk-0123456789abcdefghij", description: "d" }),
    update: { name: "b" },
    clear: ["description"],
    hidden: ["value"],
  },
  {
    path: "/providers",
    list: "aiGatewayProviders",
    prefix: "aigp_",
    create: () => ({
      providerId: `sim-${++serial}`,
      name: "Simulated",
      baseUrl: "https://models.example.com/v1",
      metadata: "m",
    }),
    update: { name: "Other", baseUrl: "https://other.example.com" },
    clear: ["metadata"],
  },
  {
    path: "/api-keys",
    list: "aiGatewayApiKeys",
    prefix: "aigak_",
    create: () => ({ name: "ci", description: "d" }),
    update: { name: "ci 2" },
    clear: ["name", "description"],
  },
];

/** A request in these very words, which no HTTP client would send. */
async function sendRaw({ baseUrl, apiKey }: ControlPlane, requestLine: string) {
  const { hostname, port, host } = new URL(baseUrl);
  const socket = connect(Number(port), hostname);
  const headers = [`Host: ${host}`, `Authorization: Bearer ${apiKey}`, "Connection: close"];
  socket.write([requestLine, ...headers, "", ""].join("\r\n"));
  const [head = "", body = ""] = (await text(socket)).split("\r\n\r\n");
  return { status: Number(head.split(" ")[1]), body: JSON.parse(body) };
}

describeOnEveryDatabase("the management API", (start) => {
  let database: TestDatabase;
  let service: ControlPlane;
  const api: ControlPlane["api"] = (...call) => service.api(...call);

  beforeAll(async () => {
    database = await start();
    service = await startControlPlane({ env: { AIGATEWAY_DATABASE_URL: database.url } });
  });
  afterAll(async () => {
    await service.close();
    await database.close();
  });

  describe.each(cases)("$path", ({ path, list, prefix, create, update, clear, hidden = [] }) => {
    const created = async () => (await api("POST", path, create())).body;

    test("a created resource is answered with 201 and its head, and reads the same, less what is shown once", async () => {
      const body = create();
      const answer = await api("POST", path, body);
      expect(answer.status).toBe(201);
      const { id, uri, createdAt, updatedAt, createdBy, lastUpdatedBy } = answer.body;
      expect(id.startsWith(prefix)).toBe(true);
      expect(uri).toBe(`${service.baseUrl}${path}/${id}`);
      expect(createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      expect(updatedAt).toBe(createdAt);
      expect(createdBy).toEqual({
        id: expect.stringMatching(/^aigak_/),
        uri: expect.stringContaining("/api-keys/aigak_"),
      });
      expect(lastUpdatedBy).toEqual(createdBy);
      const { token, ...shown } = answer.body;
      for (const field of hidden) delete body[field];
      expect(shown).toMatchObject(body);
      for (const field of hidden) expect(shown).not.toHaveProperty(field);
      expect((await api("GET", `${path}/${id}`)).body).toEqual(shown);
      if (token) expect(shown.keyRedacted).toBe(`${token.slice(0, 10)}***${token.slice(-4)}`);
    });

    test("PATCH changes what is given, null clears, the rest stays", async () => {
      const before = await created();
      const changed = await api("PATCH", `${path}/${before.id}`, update);
      expect(changed.status).toBe(200);
      const { updatedAt, lastUpdatedBy, token, ...rest } = before;
      expect(changed.body).toMatchObject({ ...rest, ...update });
      const cleared = await api(
        "PATCH",
        `${path}/${before.id}`,
        Object.fromEntries(clear.map((field) => [field, null])),
      );
      expect(cleared.status).toBe(200);
      for (const field of clear) expect(cleared.body).not.toHaveProperty(field);
      expect((await api("GET", `${path}/${before.id}`)).body).toEqual(cleared.body);
    });

    test("a deleted resource is gone: 204 once, then 404 for every method", async () => {
      const { id } = await created();
      const gone = await api("DELETE", `${path}/${id}`);
      expect([gone.status, gone.body]).toEqual([204, undefined]);
      for (const [method, body] of [["GET"], ["DELETE"], ["PATCH", update]] as const) {
        const answer = await api(method, `${path}/${id}`, body);
        expect(answer.status).toBe(404);
        expect(answer.body).toMatchObject({ statusCode: 404, details: {}, msg: expect.stringContaining(id) });
      }
    });

    test("lists go through everything, newest first, page by page", async () => {
      for (let i = 0; i < 5; i++) await created();
      const all = (await api("GET", path)).body;
      const ids: string[] = all[list].map((item: { id: string }) => item.id);
      expect(ids).toEqual([...ids].sort().reverse());
      expect(all.nextPageUri).toBeNull();
      const paged: string[] = [];
      for (let next: string | null = `${service.baseUrl}${path}?limit=2`; next; ) {
        const page: { nextPageUri: string | null; [name: string]: unknown } = (
          await api("GET", next.slice(service.baseUrl.length))
        ).body;
        const items = page[list] as { id: string }[];
        expect(items.length).toBeLessThanOrEqual(2);
        paged.push(...items.map((item) => item.id));
        next = page.nextPageUri;
      }
      expect(paged).toEqual(ids);
    });

    test("HEAD answers as GET does, without the body", async () => {
      const { id } = await created();
      for (const [target, status] of [
        [path, 200],
        [`${path}/${id}`, 200],
        [`${path}/nothing`, 404],
      ] as const) {
        const answer = await api("HEAD", target);
        expect([answer.status, answer.body]).toEqual([status, undefined]);
      }
    });

    test("all faults of a body are named at once, unknown fields too", async () => {
      const answer = await api("POST", path, {
        name: 5,
        description: "d".repeat(256),
        nonsense: 1,
        Name: "x",
        constructor: 1,
      });
      expect(answer.status).toBe(422);
      expect(answer.body.statusCode).toBe(422);
      expect(Object.keys(answer.body.details)).toEqual(
        expect.arrayContaining(["name", "nonsense", "Name", "constructor"]),
      );
      expect(answer.body.details.nonsense).toBe("There is no such field.");
    });

    test.each(["0", "101", "x", "1.5"])("a page of %s items is refused", async (limit) => {
      expect((await api("GET", `${path}?limit=${limit}`)).status).toBe(422);
    });
  });

  test("the limits of texts have their codes", async () => {
    const code = async (body: unknown) =>
      (await api("POST", "/access-key-configurations", body)).body.errorCode;
    expect(await code({ name: "x", description: "d".repeat(256) })).toBe("ERR_NGROK_27004");
    expect(await code({ name: "x", metadata: "m".repeat(4097) })).toBe("ERR_NGROK_27005");
    expect(await code({})).toBe("ERR_NGROK_27006");
  });

  test("a body that is not JSON is 400, one that is too large 413, and neither is quoted", async () => {
    const broken = await api("POST", "/access-keys", '{"name": "s3cret');
    expect(broken.status).toBe(400);
    expect(JSON.stringify(broken.body)).not.toContain("s3cret");
    const large = await api("POST", "/access-keys", JSON.stringify({ name: "x".repeat(2 ** 20) }));
    expect(large.status).toBe(413);
  });

  test("NUL, which PostgreSQL can't hold, is refused wherever a text may come", async () => {
    for (const [method, target, body] of [
      ["POST", "/access-keys", { name: "a\0b" }],
      ["POST", "/access-keys", { accessKeyConfigurationId: "\0" }],
      ["POST", "/access-key-configurations", { name: "c", access: { models: { allow: ["\0"] } } }],
      ["GET", "/access-keys/%00", undefined],
      ["GET", "/access-keys?beforeId=%00", undefined],
      ["GET", "/provider-keys?provider=%00", undefined],
      ["GET", "/usage?startTime=2026-01-01T00:00:00Z&lineage=%00", undefined],
    ] as const) {
      expect([target, (await api(method, target, body)).status]).toEqual([target, 422]);
    }
  });

  test("a path that is not well encoded, or no route, is answered in the contract's shape", async () => {
    expect((await api("GET", "/access-keys/%E0%A4%A")).body).toMatchObject({ details: {} });
    expect((await api("GET", "/nothing")).body).toMatchObject({ statusCode: 404, details: {} });
    expect((await api("PUT", "/access-keys", {})).body).toMatchObject({ statusCode: 404 });
  });

  test("a request line with an absolute address, as proxies send it, is served like any other", async () => {
    await api("POST", "/access-keys", {});
    await api("POST", "/access-keys", {});
    const answer = await sendRaw(service, `GET ${service.baseUrl}/access-keys?limit=1 HTTP/1.1`);
    expect(answer.status).toBe(200);
    expect(answer.body.uri).toBe(`${service.baseUrl}/access-keys?limit=1`);
    expect(answer.body.nextPageUri).toMatch(`${service.baseUrl}/access-keys?limit=1&beforeId=`);
  });

  test("a body that is missing is 400, whatever its type says", async () => {
    const answer = await api("POST", "/access-keys", undefined, { "content-type": "application/json" });
    expect(answer.status).toBe(400);
  });

  test("without a known API key there is only 401", async () => {
    for (const authorization of ["", "Bearer ", "Bearer wrong", `Basic ${service.apiKey}`]) {
      const answer = await api("GET", "/access-keys", undefined, { authorization });
      expect(answer.status).toBe(401);
      expect(answer.body).toMatchObject({ statusCode: 401, details: {} });
      expect(answer.headers.get("www-authenticate")).toBe("Bearer");
    }
  });

  test("a deleted API key is refused at once", async () => {
    const { id, token } = (await api("POST", "/api-keys", {})).body;
    const status = async () =>
      (await api("GET", "/access-keys", undefined, { authorization: `Bearer ${token}` })).status;
    expect(await status()).toBe(200);
    await api("DELETE", `/api-keys/${id}`);
    expect(await status()).toBe(401);
  });

  test("rotating a provider key keeps its id and attachments, and shows the new value's ends", async () => {
    const key = (await api("POST", "/provider-keys", cases[2]?.create())).body;
    const router = { rules: [{ provider: "openai", steps: [{ type: "user", keys: [{ id: key.id }] }] }] };
    const configuration = (await api("POST", "/access-key-configurations", { name: "c", router })).body;
    const value = "sk-zyxwvutsrqponmlkjihg";
    const rotated = await api("POST", `/provider-keys/${key.id}/rotate`, { value, name: "new" });
    expect(rotated.status).toBe(200);
    expect(rotated.body).toMatchObject({ id: key.id, name: "new", keyRedacted: "sk-zyxwvut***jihg" });
    const shown = (await api("GET", `/access-key-configurations/${configuration.id}`)).body;
    expect(shown.router.rules[0].steps[0].keys).toEqual([
      { id: key.id, name: "new", keyRedacted: "sk-zyxwvut***jihg" },
    ]);
  });

  test("what is still used can't be deleted, and the answer names the users", async () => {
    const provider = (await api("POST", "/providers", cases[3]?.create())).body;
    const { providerId } = provider;
    const key = (await api("POST", "/provider-keys", { providerId, name: "k", value: "sk-x" })).body;
    const router = { rules: [{ provider: providerId, steps: [{ type: "user", keys: [{ id: key.id }] }] }] };
    const configuration = (await api("POST", "/access-key-configurations", { name: "users", router })).body;
    const accessKey = (await api("POST", "/access-keys", { accessKeyConfigurationId: configuration.id }))
      .body;
    for (const [target, user] of [
      [`/providers/${provider.id}`, key.id],
      [`/provider-keys/${key.id}`, configuration.id],
      [`/access-key-configurations/${configuration.id}`, accessKey.id],
    ]) {
      const answer = await api("DELETE", target);
      expect(answer.status).toBe(409);
      expect(answer.body.msg).toContain(user);
    }
    for (const target of [
      `/access-keys/${accessKey.id}`,
      `/access-key-configurations/${configuration.id}`,
      `/provider-keys/${key.id}`,
      `/providers/${provider.id}`,
    ]) {
      expect((await api("DELETE", target)).status).toBe(204);
    }
  });

  test("a configuration is refused with every reference that does not fit", async () => {
    const key = (await api("POST", "/provider-keys", cases[2]?.create())).body;
    const answer = await api("POST", "/access-key-configurations", {
      name: "c",
      access: { providers: { allow: ["openai", "nobody"] } },
      router: {
        rules: [
          { provider: "anthropic", steps: [{ type: "user", keys: [{ id: key.id }, { id: "aigpk_none" }] }] },
          { provider: "anthropic", steps: [{ type: "ngrok" }] },
        ],
      },
    });
    expect(Object.keys(answer.body.details).sort()).toEqual([
      "access.providers.allow[1]",
      "router.rules[0].steps[0].keys[0].id",
      "router.rules[0].steps[0].keys[1].id",
      "router.rules[1].provider",
    ]);
  });

  test("changes of different fields at the same moment lose neither", async () => {
    const target = `/access-key-configurations/${(await api("POST", "/access-key-configurations", { name: "c" })).body.id}`;
    for (let i = 0; i < 10; i++) {
      const key = (await api("POST", "/provider-keys", cases[2]?.create())).body;
      const access = { models: { allow: [`m${i}`] } };
      const router = { rules: [{ provider: "openai", steps: [{ type: "user", keys: [{ id: key.id }] }] }] };
      await Promise.all([api("PATCH", target, { access }), api("PATCH", target, { router })]);
      const { body } = await api("GET", target);
      expect([body.access, body.router.rules[0].steps[0].keys[0].id]).toEqual([access, key.id]);
      expect((await api("DELETE", `/provider-keys/${key.id}`)).status).toBe(409);
    }
  });

  test("keys written inline are created with the configuration, or not at all", async () => {
    const rule = (provider: string) => ({
      provider,
      steps: [{ type: "user", keys: [{ name: "inline", value: "sk-inline-0123456789abc" }] }],
    });
    const count = async () => (await api("GET", "/provider-keys")).body.aiGatewayProviderKeys.length;
    const before = await count();
    const bad = await api("POST", "/access-key-configurations", {
      name: "c",
      router: { rules: [rule("groq"), rule("nobody")] },
    });
    expect([bad.status, await count()]).toEqual([422, before]);
    const good = await api("POST", "/access-key-configurations", {
      name: "c",
      router: { rules: [rule("groq")] },
    });
    const [shown] = good.body.router.rules[0].steps[0].keys;
    expect(shown).toEqual({
      id: expect.stringMatching(/^aigpk_/),
      name: "inline",
      keyRedacted: "sk-inline-***9abc",
    });
    expect((await api("GET", `/provider-keys/${shown.id}`)).body.providerId).toBe("groq");
  });

  test("a provider id is unique, not a built-in one, and can't be changed", async () => {
    const provider = (await api("POST", "/providers", cases[3]?.create())).body;
    expect(
      (await api("POST", "/providers", { ...cases[3]?.create(), providerId: provider.providerId })).status,
    ).toBe(409);
    expect((await api("POST", "/providers", { ...cases[3]?.create(), providerId: "openai" })).status).toBe(
      422,
    );
    expect((await api("PATCH", `/providers/${provider.id}`, { providerId: "x" })).status).toBe(422);
  });

  test.each([
    ["http://models.example.com", "must use https://"],
    ["https://10.0.0.1/v1", "on a private network"],
    ["https://localhost", "on a private network"],
    ["https://[::1]/", "on a private network"],
    ["ftp://models.example.com", "must be an https:// URL"],
    ["https://user:pass@models.example.com", "must not contain a user"],
  ])("a provider can't be at %s", async (baseUrl, reason) => {
    const answer = await api("POST", "/providers", { ...cases[3]?.create(), baseUrl });
    expect(answer.status).toBe(422);
    expect(answer.body.details.baseUrl.toLowerCase()).toContain(reason.toLowerCase());
  });
});
