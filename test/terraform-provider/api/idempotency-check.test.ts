import { Agent } from "undici";
import { createIdempotencyCheck } from "../../../terraform-provider/src/api/idempotency-check.ts";
import { createTransport } from "../../../terraform-provider/src/api/transport.ts";
import { type ControlPlane, startControlPlane } from "../../support/control-plane.ts";
import { type Fault, type FaultProxy, startFaultProxy } from "../../support/terraform-fault-proxy.ts";

describe("whether a server heeds an Idempotency-Key", () => {
  let controlPlane: ControlPlane;
  let proxy: FaultProxy;
  const dispatcher = new Agent();

  beforeAll(async () => {
    controlPlane = await startControlPlane();
    proxy = await startFaultProxy(controlPlane.baseUrl);
  });
  beforeEach(() => {
    proxy.clear();
    proxy.passed.length = 0;
  });
  afterAll(async () => {
    await dispatcher.close();
    await proxy.close();
    await controlPlane.close();
  });

  function check(path = "") {
    const fetch = createTransport({
      dispatcher,
      retry: { delayBefore: () => undefined },
      log: () => {},
      stopping: new AbortController().signal,
      makeIdempotencyKey: () => "unused",
      heedsIdempotencyKey: async () => false,
    });
    return createIdempotencyCheck({ baseUrl: proxy.baseUrl + path, fetch });
  }

  test.each(["/access-keys", "/access-key-configurations", "/provider-keys", "/providers"])(
    "the control plane says so of every POST that creates: %s",
    async (path) => {
      expect(await check()(path)).toBe(true);
    },
  );

  test("paths are told from what base_url puts before them", async () => {
    proxy.inject(({ path }) =>
      path === "/prefix/openapi.json" ? { kind: "refuse", status: 200, body: DOCUMENT } : undefined,
    );

    expect(await check("/prefix/")("/prefix/access-keys")).toBe(true);
    expect(await check("/prefix")("/prefix/providers")).toBe(false);
  });

  test.each<[string, Fault]>([
    ["without such a document", { kind: "refuse", status: 404 }],
    ["with a page in its place", { kind: "refuse", status: 200, body: "<html>welcome</html>" }],
    [
      "that redirects",
      { kind: "refuse", status: 307, headers: { location: "https://elsewhere.example.com" } },
    ],
    [
      "whose document is something else",
      { kind: "refuse", status: 200, body: { paths: { "/access-keys": {} } } },
    ],
  ])("a server %s heeds none", async (_, fault) => {
    proxy.inject(() => fault);

    expect(await check()("/access-keys")).toBe(false);
  });

  test("the document is fetched once, without the API key; one that could not be had is asked for again", async () => {
    const heeds = check();
    proxy.inject(() => ({ kind: "cut" }));
    expect(await heeds("/access-keys")).toBe(false);
    proxy.clear();
    proxy.passed.length = 0;

    expect(await Promise.all([heeds("/access-keys"), heeds("/providers")])).toEqual([true, true]);
    expect(await heeds("/access-keys")).toBe(true);

    expect(proxy.passed.map(({ path }) => path)).toEqual(["/openapi.json"]);
    expect(proxy.passed[0]?.headers.authorization).toBeUndefined();
  });
});

const DOCUMENT = {
  paths: { "/access-keys": { post: { parameters: [{ in: "header", name: "Idempotency-Key" }] } } },
};
