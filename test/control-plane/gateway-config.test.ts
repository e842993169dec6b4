import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { describeOnEveryDatabase, type TestDatabase } from "../support/databases.ts";

const DEFAULTS = {
  totalTimeout: "120s",
  perRequestTimeout: "60s",
  maxInputTokens: null,
  maxOutputTokens: null,
  metadata: null,
};

describeOnEveryDatabase("the gateway configuration", (start) => {
  let database: TestDatabase;
  let service: ControlPlane;
  const get = async () => (await service.api("GET", "/gateway-config")).body;
  const patch = (body: unknown) => service.api("PATCH", "/gateway-config", body);

  beforeAll(async () => {
    database = await start();
    service = await startControlPlane({ env: { AIGATEWAY_DATABASE_URL: database.url } });
  });
  afterAll(async () => {
    await service?.close();
    await database.close();
  });

  test("is there from the start, with the defaults; HEAD too", async () => {
    expect(await get()).toEqual({
      accountId: expect.stringMatching(/^acct_/),
      uri: `${service.baseUrl}/gateway-config`,
      ...DEFAULTS,
    });
    const head = await service.api("HEAD", "/gateway-config");
    expect([head.status, head.body]).toEqual([200, undefined]);
  });

  test("PATCH changes what is given, nothing given changes nothing, null brings the default back", async () => {
    const changes = { totalTimeout: "3m", maxOutputTokens: 4096, metadata: "m" };
    expect((await patch(changes)).body).toMatchObject({ ...DEFAULTS, ...changes });
    expect((await patch({})).body).toMatchObject({ ...DEFAULTS, ...changes });
    expect((await patch({ perRequestTimeout: "1m30s" })).body).toMatchObject({
      ...changes,
      perRequestTimeout: "1m30s",
    });
    const cleared = Object.fromEntries(Object.keys(DEFAULTS).map((field) => [field, null]));
    expect((await patch(cleared)).body).toMatchObject(DEFAULTS);
    expect(await get()).toMatchObject(DEFAULTS);
  });

  test.each([
    [{ totalTimeout: "soon" }, "totalTimeout"],
    [{ perRequestTimeout: "0s" }, "perRequestTimeout"],
    [{ totalTimeout: 120 }, "totalTimeout"],
    [{ maxInputTokens: 0 }, "maxInputTokens"],
    [{ maxOutputTokens: 1.5 }, "maxOutputTokens"],
    [{ maxOutputTokens: 2 ** 60 }, "maxOutputTokens"],
    [{ metadata: "m".repeat(4097) }, "metadata"],
    [{ accountId: "acct_1" }, "accountId"],
  ])("%j is refused by the name of the field", async (body, field) => {
    const { status, body: answer } = await patch(body);
    expect([status, Object.keys(answer.details)]).toEqual([422, [field]]);
    expect(await get()).toMatchObject(DEFAULTS);
  });
});
