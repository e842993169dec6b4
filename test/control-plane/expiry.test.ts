import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";

describe("when an access key expires", () => {
  let controlPlane: ControlPlane;
  let path: string;

  beforeAll(async () => {
    controlPlane = await startControlPlane();
  });
  afterAll(() => controlPlane?.close());
  beforeEach(async () => {
    const { body } = await controlPlane.api("POST", "/access-keys", {});
    path = `/access-keys/${body.id}`;
  });

  test("expiresIn counts from the server's now, and is not shown itself", async () => {
    const before = Date.now();
    const { status, body } = await controlPlane.api("PATCH", path, { expiresIn: "1h30m" });
    const after = Date.now();

    expect(status).toBe(200);
    expect(Date.parse(body.expiresAt) - 5_400_000).toBeGreaterThanOrEqual(before);
    expect(Date.parse(body.expiresAt) - 5_400_000).toBeLessThanOrEqual(after);
    expect(body).not.toHaveProperty("expiresIn");
  });

  test("expiresAt keeps its moment whatever its offset, and null takes it away", async () => {
    const set = await controlPlane.api("PATCH", path, { expiresAt: "2031-01-01T00:00:00+01:00" });
    expect(set.body.expiresAt).toBe("2030-12-31T23:00:00.000Z");

    const cleared = await controlPlane.api("PATCH", path, { expiresAt: null });
    expect(cleared.body).not.toHaveProperty("expiresAt");
  });

  test.each([
    [{ expiresIn: "99999999999h" }, "expiresIn", "a hundred years"],
    [{ expiresIn: "1000000h" }, "expiresIn", "a hundred years"],
    [{ expiresIn: "-5m" }, "expiresIn", "is no duration"],
    [{ expiresIn: "1h", expiresAt: "2031-01-01T00:00:00Z" }, "expiresIn", "together with expiresAt"],
    [{ expiresAt: "9999-12-31T23:59:59-12:00" }, "expiresAt", "9999"],
    [{ expiresAt: "tomorrow" }, "expiresAt", "RFC 3339"],
  ])("%j is refused, and the key can still be read", async (change, field, remedy) => {
    const { status, body } = await controlPlane.api("PATCH", path, change);

    expect(status).toBe(422);
    expect(body.details[field]).toContain(remedy);
    expect((await controlPlane.api("GET", path)).body).not.toHaveProperty("expiresAt");
    expect((await controlPlane.api("GET", "/access-keys")).status).toBe(200);
  });
});
