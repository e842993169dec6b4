import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { describeOnEveryDatabase, type TestDatabase } from "../support/databases.ts";

describeOnEveryDatabase("If-Match on configurations", (start) => {
  let database: TestDatabase;
  let service: ControlPlane;
  let path: string;
  let etag: string;
  const patch = (body: unknown, ifMatch?: string) =>
    service.api("PATCH", path, body, ifMatch === undefined ? {} : { "if-match": ifMatch });

  beforeAll(async () => {
    database = await start();
    service = await startControlPlane({ env: { AIGATEWAY_DATABASE_URL: database.url } });
  });
  afterAll(async () => {
    await service?.close();
    await database.close();
  });
  beforeEach(async () => {
    const created = await service.api("POST", "/access-key-configurations", { name: "c" });
    path = `/access-key-configurations/${created.body.id}`;
    etag = created.headers.get("etag") as string;
  });

  test("every answer with a configuration has its ETag, HEAD included, and a write changes it", async () => {
    expect(etag).toMatch(/^"[^"]+"$/);
    for (const method of ["GET", "HEAD"]) {
      expect((await service.api(method, path)).headers.get("etag")).toBe(etag);
    }
    const changed = await patch({ name: "d" });
    expect(changed.headers.get("etag")).not.toBe(etag);
    expect((await service.api("GET", path)).headers.get("etag")).toBe(changed.headers.get("etag"));
  });

  test("a write with the tag that is there goes through, with a stale one it is 412 and changes nothing", async () => {
    expect((await patch({ name: "d" }, etag)).status).toBe(200);
    const stale = await patch({ name: "e", router: { rules: [] } }, etag);
    expect([stale.status, stale.body.statusCode]).toEqual([412, 412]);
    expect((await service.api("GET", path)).body).toMatchObject({ name: "d" });
    expect((await service.api("DELETE", path, undefined, { "if-match": etag })).status).toBe(412);
    const now = (await service.api("GET", path)).headers.get("etag") as string;
    expect((await service.api("DELETE", path, undefined, { "if-match": now })).status).toBe(204);
  });

  test("one of several tags, and *, are enough; an unknown or weak tag is not", async () => {
    expect((await patch({ name: "d" }, `"other", ${etag}`)).status).toBe(200);
    expect((await patch({ name: "e" }, "*")).status).toBe(200);
    const now = (await service.api("GET", path)).headers.get("etag");
    for (const tag of ['"other"', "nonsense", `W/${now}`])
      expect((await patch({ name: "f" }, tag)).status).toBe(412);
    expect((await patch({ name: "g" })).status).toBe(200);
  });

  test("of many writes with the same tag at once exactly one goes through", async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => patch({ name: `n${i}` }, etag)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(412)]);
  });

  test("read, change, write again on 412: ten writers at once lose nothing", async () => {
    const append = async (model: string): Promise<void> => {
      for (;;) {
        const read = await service.api("GET", path);
        const allow = [...(read.body.access?.models.allow ?? []), model];
        const tag = read.headers.get("etag") as string;
        const { status } = await patch({ access: { models: { allow } } }, tag);
        if (status === 200) return;
        expect(status).toBe(412);
      }
    };
    const models = Array.from({ length: 10 }, (_, i) => `m${i}`);
    await Promise.all(models.map(append));
    expect((await service.api("GET", path)).body.access.models.allow.sort()).toEqual(models);
  });

  test("what is not there is 404, whatever the tag", async () => {
    const gone = "/access-key-configurations/aigac_none";
    expect((await service.api("PATCH", gone, { name: "d" }, { "if-match": etag })).status).toBe(404);
    expect((await service.api("DELETE", gone, undefined, { "if-match": etag })).status).toBe(404);
  });
});
