import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { describeOnEveryDatabase, type TestDatabase } from "../support/databases.ts";

const PAST = "2020-01-01T00:00:00.000Z";
const FUTURE = "2999-01-01T00:00:00.000Z";

describeOnEveryDatabase("a configuration and the keys that obey it", (start) => {
  let database: TestDatabase;
  let service: ControlPlane;
  let configuration: string;

  beforeAll(async () => {
    database = await start();
    service = await startControlPlane({ env: { AIGATEWAY_DATABASE_URL: database.url } });
  });
  afterAll(async () => {
    await service?.close();
    await database.close();
  });
  beforeEach(async () => {
    configuration = (await service.api("POST", "/access-key-configurations", { name: "c" })).body.id;
  });

  const keyThatObeys = async (fields: object): Promise<string> => {
    const body = { accessKeyConfigurationId: configuration, ...fields };
    return (await service.api("POST", "/access-keys", body)).body.id;
  };
  const status = async (path: string) => (await service.api("GET", path)).status;
  const removal = () => service.api("DELETE", `/access-key-configurations/${configuration}`);

  test("expired keys go with their configuration, and the audit trail has each", async () => {
    const ids = [await keyThatObeys({ expiresAt: PAST }), await keyThatObeys({ expiresAt: PAST })];

    expect((await removal()).status).toBe(204);

    for (const id of ids) {
      expect(await status(`/access-keys/${id}`)).toBe(404);
      const { body } = await service.api("GET", `/audit-events?resourceId=${id}`);
      expect(body.aiGatewayAuditEvents[0]).toMatchObject({ action: "access_key.delete" });
    }
  });

  test("a valid key holds it, the answer says until when, and then no expired key is lost either", async () => {
    const expired = await keyThatObeys({ expiresAt: PAST });
    const ending = await keyThatObeys({ expiresAt: FUTURE });
    const lasting = await keyThatObeys({ name: "web" });

    const { status: code, body } = await removal();

    expect(code).toBe(409);
    expect(body.msg).toContain(`${ending}, valid until ${FUTURE}, "web" (${lasting})`);
    expect(body.msg).toContain("Delete them");
    expect(body.msg).not.toContain(expired);
    expect(await status(`/access-keys/${expired}`)).toBe(200);
  });

  test("a key that is made valid again meanwhile never loses its limits", async () => {
    for (let round = 0; round < 10; round++) {
      configuration = (await service.api("POST", "/access-key-configurations", { name: "c" })).body.id;
      const id = await keyThatObeys({ expiresAt: PAST });

      const [removed, revived] = await Promise.all([
        removal(),
        service.api("PATCH", `/access-keys/${id}`, { expiresAt: null }),
      ]);

      expect(["204 404", "409 200"]).toContain(`${removed.status} ${revived.status}`);
      const { status: code, body } = await service.api("GET", `/access-keys/${id}`);
      expect(code === 404 || body.accessKeyConfiguration?.id === configuration).toBe(true);
    }
  });

  test("a key that is made meanwhile obeys it or isn't made", async () => {
    for (let round = 0; round < 10; round++) {
      configuration = (await service.api("POST", "/access-key-configurations", { name: "c" })).body.id;
      await keyThatObeys({ expiresAt: PAST });

      const [removed, made] = await Promise.all([
        removal(),
        service.api("POST", "/access-keys", { accessKeyConfigurationId: configuration }),
      ]);

      expect(["204 409", "204 422", "409 201"]).toContain(`${removed.status} ${made.status}`);
    }
  });
});
