import { UNKNOWN } from "../../terraform-provider/src/protocol/value/value.ts";
import { type EphemeralKey, startEphemeralKey } from "./ephemeral-key.ts";

const MINUTE = 60_000;
const START = Date.parse("2030-01-01T00:00:00Z");
const at = (minutes: number) => new Date(START + minutes * MINUTE).toISOString();

describe("the ephemeral access key", () => {
  let it: EphemeralKey;

  beforeAll(async () => {
    it = await startEphemeralKey();
  });
  beforeEach(() => it.clock.set(START));
  afterEach(async () => {
    it.proxy.clear();
    it.ahead(0);
    it.proxy.passed.length = 0;
    for (const id of await it.keys()) await it.controlPlane.api("DELETE", `/access-keys/${id}`);
  });
  afterAll(() => it?.end());

  test("is made when opened, works, and is gone when closed", async () => {
    const config = { name: "run", description: "", metadata: "{}", lineage: "runs" };

    const opened = await it.open(config);
    const { token, ...result } = opened.result ?? {};

    expect(opened.diagnostics).toEqual([]);
    expect(result).toEqual({
      ...config,
      id: expect.stringMatching(/^aigk_/),
      access_key_configuration_id: null,
      ttl: "15m",
      expires_at: at(15),
    });
    expect(await it.accepts(token)).toBe(true);
    expect(await it.close(opened.private)).toMatchObject({ diagnostics: [] });
    expect(await it.accepts(token)).toBe(false);
    expect(await it.keys()).toEqual([]);
  });

  test("lasts for as long as it is renewed, and for its ttl after that", async () => {
    const opened = await it.open({ ttl: "10m" });
    const token = opened.result?.token;
    let lease = { private: opened.private, renewAt: opened.renewAt };

    for (const minutes of [5, 10, 15]) {
      expect(lease.renewAt).toBe(at(minutes));
      it.clock.set(START + minutes * MINUTE);
      const renewed = await it.renew(lease.private);
      expect(renewed.diagnostics).toEqual([]);
      lease = renewed;
    }
    it.clock.set(START + 25 * MINUTE - 1);
    expect(await it.accepts(token)).toBe(true);
    it.clock.set(START + 25 * MINUTE);
    expect(await it.accepts(token)).toBe(false);
    // Terraform closes with what the open gave, whatever was renewed since.
    expect(await it.close(opened.private)).toMatchObject({ diagnostics: [] });
    expect(await it.keys()).toEqual([]);
  });

  test("keeps its token out of what Terraform remembers for it", async () => {
    const { result, private: bytes } = await it.open({});
    const renewed = await it.renew(bytes);

    for (const remembered of [bytes, renewed.private]) {
      expect(remembered.toString()).toContain(result?.id);
      expect(remembered.includes(result?.token)).toBe(false);
    }
  });

  test.each([60, -60])("lasts for its ttl where the clocks differ by %s minutes", async (difference) => {
    it.ahead(difference * MINUTE);

    const { result, renewAt } = await it.open({});

    expect(result?.expires_at).toBe(at(15));
    expect(renewAt).toBe(at(difference + 7.5)); // Terraform's timer goes by the provider's clock
    it.clock.advance(15 * MINUTE - 1);
    expect(await it.accepts(result?.token)).toBe(true);
    it.clock.advance(1);
    expect(await it.accepts(result?.token)).toBe(false);
  });

  test.each([
    { missing: "the token", change: ({ token: _, ...rest }: Record<string, unknown>) => rest },
    { missing: "a token that is text", change: (body: object) => ({ ...body, token: { value: 1 } }) },
  ])("leaves nothing when the answer to the create lacks $missing", async ({ change }) => {
    it.proxy.inject(({ method }) => (method === "POST" ? { kind: "change", change } : undefined));

    const { diagnostics, result, private: bytes } = await it.open({});

    expect(diagnostics).toMatchObject([{ severity: 1 }]);
    expect(result).toBeNull();
    expect(bytes).toHaveLength(0);
    expect(await it.keys()).toEqual([]);
  });

  test("that could be neither opened nor closed is gone when Terraform ends the provider", async () => {
    it.proxy.inject(({ method }) => {
      if (method === "POST") return { kind: "change", change: ({ token: _, ...rest }) => rest };
      return method === "DELETE" ? { kind: "cut" } : undefined;
    });
    expect((await it.open({})).diagnostics).toHaveLength(2);
    expect(await it.keys()).toHaveLength(1);
    it.proxy.clear();

    await it.shutDown();

    expect(await it.keys()).toEqual([]);
  });

  test("is made once when the answer to the create is lost", async () => {
    it.proxy.inject(({ method, path }) =>
      method === "POST" && it.proxy.passed.filter((each) => each.path === path).length === 1
        ? { kind: "cutAnswer" }
        : undefined,
    );

    const { result, diagnostics } = await it.open({});

    const creates = it.proxy.passed.filter(({ method }) => method === "POST");
    expect(diagnostics).toEqual([]);
    expect(new Set(creates.map(({ headers }) => headers["idempotency-key"])).size).toBe(1);
    expect(creates).toHaveLength(2);
    expect(await it.keys()).toEqual([result?.id]);
  });

  describe.each([
    {
      server: "refuses to hear of an expiry",
      fault: ({ body }: { body: string }) => {
        const unknown = { statusCode: 400, msg: "unknown field", details: { expiresAt: "is not a field" } };
        return body.includes("expiresAt")
          ? ({ kind: "refuse", status: 400, body: unknown } as const)
          : undefined;
      },
    },
    {
      server: "passes over an expiry",
      fault: ({ method }: { method: string }) =>
        method === "POST"
          ? ({
              kind: "change",
              change: ({ expiresAt: _, ...rest }: Record<string, unknown>) => rest,
            } as const)
          : undefined,
    },
  ])("where the API $server", ({ fault }) => {
    test("is opened with a warning, never renewed, and gone when closed", async () => {
      it.proxy.inject(fault);

      const { result, renewAt, diagnostics, private: bytes } = await it.open({ name: "run" });

      expect(diagnostics).toMatchObject([{ severity: 2, summary: "The access key does not expire" }]);
      expect(diagnostics[0]?.detail).toContain(result?.id);
      expect(result).toMatchObject({ name: "run", expires_at: null });
      expect(renewAt).toBeUndefined();
      expect(await it.accepts(result?.token)).toBe(true);
      expect(await it.close(bytes)).toMatchObject({ diagnostics: [] });
      expect(await it.keys()).toEqual([]);
    });
  });

  test("is renewed again soon, with a warning, when a renewal fails; and with an error in the end", async () => {
    const { private: bytes } = await it.open({ ttl: "8m" });
    it.clock.advance(4 * MINUTE);
    it.proxy.inject(({ method }) => (method === "PATCH" ? { kind: "cut" } : undefined));

    const failed = await it.renew(bytes);
    it.clock.advance(4 * MINUTE - 1);
    const tooLate = await it.renew(failed.private);

    expect(failed).toMatchObject({ renewAt: at(6), diagnostics: [{ severity: 2 }] });
    expect(tooLate).toMatchObject({ renewAt: undefined, diagnostics: [{ severity: 1 }] });
  });

  test("that somebody has deleted can be closed, but not renewed", async () => {
    const { private: bytes, result } = await it.open({});
    await it.controlPlane.api("DELETE", `/access-keys/${result?.id}`);

    expect(await it.renew(bytes)).toMatchObject({
      renewAt: undefined,
      diagnostics: [{ severity: 1, detail: expect.stringContaining("is gone") }],
    });
    expect(await it.close(bytes)).toMatchObject({ diagnostics: [] });
  });

  test("that Terraform has passed over is gone when it ends the provider, without holding it up", async () => {
    const closed = await it.open({});
    await it.close(closed.private);
    const left = await it.open({ name: "left" });
    it.proxy.passed.length = 0;

    expect(await it.shutDown()).toBeLessThan(1_000);

    const paths = it.proxy.passed.map(({ path }) => path);
    expect(paths).toContain(`/access-keys/${left.result?.id}`);
    expect(paths).not.toContain(`/access-keys/${closed.result?.id}`);
    expect(await it.keys()).toEqual([]);

    await it.open({ name: "left" });
    it.proxy.inject(() => ({ kind: "interrupt", when: "before", by: () => new Promise(() => {}) }));
    expect(await it.shutDown()).toBeLessThan(2_000); // it would be killed then
  });

  test("is not made for a plan that does not know its configuration yet", async () => {
    const {
      result,
      renewAt,
      diagnostics,
      private: bytes,
    } = await it.open({
      name: "run",
      access_key_configuration_id: UNKNOWN,
    });

    expect(diagnostics).toEqual([]);
    expect(renewAt).toBeUndefined();
    expect(result).toMatchObject({
      name: "run",
      ttl: "15m",
      id: UNKNOWN,
      token: UNKNOWN,
      expires_at: UNKNOWN,
    });
    expect(result?.access_key_configuration_id).toBe(UNKNOWN);
    expect(await it.close(bytes)).toMatchObject({ diagnostics: [] });
    expect(it.proxy.passed).toEqual([]);
  });

  test("that the API refuses is an error at the attribute", async () => {
    const { diagnostics } = await it.open({ access_key_configuration_id: "aigac_nothing" });

    expect(diagnostics).toMatchObject([
      { severity: 1, attribute: { steps: [{ attribute_name: "access_key_configuration_id" }] } },
    ]);
  });
});
