import { randomUUID } from "node:crypto";
import { Agent } from "undici";
import { createApiClient } from "../../../terraform-provider/src/api/client.ts";
import { listAll } from "../../../terraform-provider/src/api/list-all.ts";
import type { RetryPolicy } from "../../../terraform-provider/src/api/retry.ts";
import { createTransport } from "../../../terraform-provider/src/api/transport.ts";
import { type ControlPlane, startControlPlane } from "../../support/control-plane.ts";
import { type FaultProxy, startFaultProxy } from "../../support/terraform-fault-proxy.ts";

/** The real client on a real control plane, without Terraform. */
describe("the API client", () => {
  let controlPlane: ControlPlane;
  let proxy: FaultProxy;
  const dispatcher = new Agent();
  const once: RetryPolicy = { delayBefore: () => undefined };
  const transport = {
    dispatcher,
    retry: once,
    log: () => {},
    makeIdempotencyKey: randomUUID,
    heedsIdempotencyKey: async () => false,
  };

  beforeAll(async () => {
    controlPlane = await startControlPlane();
    proxy = await startFaultProxy(controlPlane.baseUrl);
  });
  afterEach(() => proxy.clear());
  afterAll(async () => {
    await dispatcher.close();
    await proxy.close();
    await controlPlane.close();
  });

  function client(path = "", apiKey = controlPlane.apiKey) {
    const stopping = new AbortController().signal;
    const fetch = createTransport({ ...transport, stopping });
    return createApiClient({
      baseUrl: proxy.baseUrl + path,
      apiKey,
      userAgent: "test/1",
      fetch,
      pause: async () => true,
    });
  }
  const getKey = (id: string, of = client()) =>
    of.callUnlessGone("read the key", (api) => api.GET("/access-keys/{id}", { params: { path: { id } } }));

  test("an object that the API doesn't have is gone", async () => {
    expect(await getKey("aigk_none")).toBeNull();
  });

  test("a 404 that is not the API's own is an error: nothing is taken for gone", async () => {
    await expect(getKey("aigk_none", client("/wrong"))).rejects.toThrow("Could not read the key");

    proxy.inject(() => ({ kind: "refuse", status: 404, body: "<h1>not found</h1>" }));
    await expect(getKey("aigk_none")).rejects.toThrow(/which is not an answer of the management API/);
  });

  test("an error carries what the API said of each field, and the request's id", async () => {
    const body = { name: "it", expiresAt: "tomorrow", description: "d".repeat(256) };
    const refused = client().call("create the key", (api) => api.POST("/access-keys", { body }));

    await expect(refused).rejects.toMatchObject({
      diagnostics: [
        { path: ["description"], detail: expect.stringMatching(/at most 255[\s\S]*\(request \w+\)/) },
        { path: ["expires_at"], detail: expect.stringContaining("RFC 3339") },
      ],
    });
  });

  test("a server that quotes the API key does not get it into a diagnostic", async () => {
    proxy.inject(({ headers }) => ({
      kind: "refuse",
      status: 401,
      body: { statusCode: 401, msg: `unknown key: ${headers.authorization}`, details: {} },
    }));

    const error = await getKey("aigk_none").catch((caught: Error) => caught);

    expect(String(error)).toContain("unknown key: Bearer ***");
    expect(String(error)).not.toContain(controlPlane.apiKey);
  });

  test("a redirect is not followed: it could lead the API key elsewhere", async () => {
    proxy.inject(() => ({
      kind: "refuse",
      status: 307,
      headers: { location: "https://elsewhere.example.com" },
    }));
    proxy.passed.length = 0;

    await expect(getKey("aigk_none")).rejects.toThrow("redirecting to https://elsewhere.example.com");
    expect(proxy.passed).toHaveLength(1);
  });

  test("requests name the program that makes them", async () => {
    proxy.passed.length = 0;
    await getKey("aigk_none");

    expect(proxy.passed[0]?.headers["user-agent"]).toBe("test/1");
  });

  test("a list is read over all its pages, in order", async () => {
    const names = Array.from({ length: 7 }, (_, index) => `key ${index}`);
    for (const name of names) await controlPlane.api("POST", "/access-keys", { name });

    const read: (string | undefined)[] = [];
    const pages = listAll(async (query) => {
      const page = await client().call("list the keys", (api) =>
        api.GET("/access-keys", { params: { query: { ...query, limit: 3 } } }),
      );
      return { items: page.aiGatewayAccessKeys, nextPageUri: page.nextPageUri };
    });
    for await (const { name } of pages) read.push(name);

    expect(read).toEqual(names.reverse());
  });
});
