import { randomUUID } from "node:crypto";
import { Agent } from "undici";
import { type ApiClient, createApiClient } from "../../../terraform-provider/src/api/client.ts";
import { accessKeys } from "../../../terraform-provider/src/api/collections.ts";
import type { components } from "../../../terraform-provider/src/api/generated/openapi.ts";
import { createSharedReads } from "../../../terraform-provider/src/api/shared-reads.ts";
import { createTransport } from "../../../terraform-provider/src/api/transport.ts";
import { type ControlPlane, startControlPlane } from "../../support/control-plane.ts";
import { type FaultProxy, startFaultProxy } from "../../support/terraform-fault-proxy.ts";

type AccessKey = components["schemas"]["AccessKey"];

const KEYS = 250;
const AT_ONCE = 10;

/** The real client on a real control plane, without Terraform. */
describe("many reads", () => {
  let controlPlane: ControlPlane;
  let proxy: FaultProxy;
  let ids: string[];
  const dispatcher = new Agent();

  beforeAll(async () => {
    controlPlane = await startControlPlane();
    proxy = await startFaultProxy(controlPlane.baseUrl);
    ids = [];
    for (let n = 0; n < KEYS; n++) {
      const { body } = await controlPlane.api("POST", "/access-keys", { name: `key ${n}` });
      ids.push(body.id);
    }
    // In any order, as Terraform walks its graph.
    ids.sort((a, b) => (a.slice(-4) < b.slice(-4) ? -1 : 1));
  });
  afterEach(() => {
    proxy.clear();
    proxy.passed.length = 0;
  });
  afterAll(async () => {
    await dispatcher.close();
    await proxy.close();
    await controlPlane.close();
  });

  function client(wrap: (send: Send) => Send = (send) => send): ApiClient {
    const stopping = new AbortController().signal;
    const options = { dispatcher, log: () => {}, stopping, makeIdempotencyKey: randomUUID };
    const once = { delayBefore: () => undefined };
    const send = createTransport({ ...options, retry: once, heedsIdempotencyKey: async () => false });
    return createApiClient({
      baseUrl: proxy.baseUrl,
      apiKey: controlPlane.apiKey,
      userAgent: "test/1",
      fetch: wrap(send),
      pause: async () => true,
    });
  }
  type Send = (request: Request) => Promise<Response>;
  type Read = (id: string) => Promise<AccessKey | null>;
  const readerOf =
    ({ read }: Pick<ApiClient, "read">): Read =>
    (id) =>
      read("read the access key", accessKeys, id);

  /** Ten at a time, as Terraform does. */
  async function readAll(read: Read, wanted: string[]): Promise<(AccessKey | null)[]> {
    const found: (AccessKey | null)[] = [];
    const queue = [...wanted.entries()];
    const work = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) found[next[0]] = await read(next[1]);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return found;
  }
  const names = (found: (AccessKey | null)[]) => found.map((key) => key?.name);
  const expected = () =>
    Promise.all(ids.map(async (id) => (await controlPlane.api("GET", `/access-keys/${id}`)).body));
  const pages = () => proxy.passed.filter(({ path }) => path.includes("beforeId"));

  test("share pages of the list, and each gets what it would have got alone", async () => {
    const found = await readAll(readerOf(client()), ids);

    expect(found).toEqual(await expected());
    expect(proxy.passed.length).toBeLessThan(KEYS / 4);
  });

  test("a few go by themselves", async () => {
    await readAll(readerOf(client()), ids.slice(0, 16));

    expect(pages()).toEqual([]);
  });

  test("an object that is gone is gone among many, too", async () => {
    const { body } = await controlPlane.api("POST", "/access-keys", { name: "short-lived" });
    await controlPlane.api("DELETE", `/access-keys/${body.id}`);

    const found = await readAll(readerOf(client()), [...ids.slice(0, 50), body.id, "aigk_none"]);

    expect(names(found).slice(-2)).toEqual([undefined, undefined]);
    expect(found.slice(0, 50)).not.toContain(null);
  });

  test("nothing is given out that was read before a write of ours ended", async () => {
    const api = client();
    const read = readerOf(api);
    await readAll(read, ids);
    const id = ids[7] as string;

    for (const name of ["once", "twice"]) {
      await api.call("update the access key", (each) =>
        each.PATCH("/access-keys/{id}", { params: { path: { id } }, body: { name } }),
      );
      expect((await read(id))?.name).toBe(name);
    }
  });

  test("a page that was on its way when a write of ours ended answers nobody else", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const api = client((send) => async (request) => {
      const answer = await send(request);
      if (request.url.includes("beforeId")) await held;
      return answer;
    });
    const read = readerOf(api);
    await readAll(read, ids.slice(0, 16));
    const [asked, neighbour] = ids.toSorted().slice(-2).reverse() as [string, string];

    const onItsWay = read(asked);
    while (pages().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const params = { path: { id: neighbour } };
    await api.call("update", (each) =>
      each.PATCH("/access-keys/{id}", { params, body: { name: "changed" } }),
    );
    release();
    await onItsWay;

    expect((await read(neighbour))?.name).toBe("changed");
  });

  test("what is older than five seconds is read again", async () => {
    let time = 0;
    const { call, callUnlessGone } = client();
    const shared = createSharedReads({ call, callUnlessGone, isRefusal: () => true, now: () => time });
    const read = readerOf(shared);
    await readAll(read, ids);
    await controlPlane.api("PATCH", `/access-keys/${ids.at(-1)}`, { name: "changed elsewhere" });

    time += 5_001;

    expect(names(await readAll(read, ids)).at(-1)).toBe("changed elsewhere");
  });

  test.each([
    ["refuses such pages", { kind: "refuse", status: 400, body: { statusCode: 400, msg: "no such id" } }],
    [
      "gives them empty",
      { kind: "change", change: (body: object) => ({ ...body, aiGatewayAccessKeys: [] }) },
    ],
  ] as const)("an API that %s is soon asked for each alone", async (_, fault) => {
    proxy.inject(({ path }) => (path.includes("beforeId") ? fault : undefined));

    const found = await readAll(readerOf(client()), ids);

    expect(found).toEqual(await expected());
    expect(pages().length).toBeLessThanOrEqual(8);
  });
});
