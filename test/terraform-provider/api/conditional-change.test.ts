import { Agent } from "undici";
import { type ApiClient, createApiClient } from "../../../terraform-provider/src/api/client.ts";
import { createTransport } from "../../../terraform-provider/src/api/transport.ts";
import { changeOfConfiguration } from "../../../terraform-provider/src/resources/change-configuration.ts";
import { type ControlPlane, startControlPlane } from "../../support/control-plane.ts";

/** The real client on a real control plane, with others who change the same configuration. */
describe("a change of what others change too", () => {
  let controlPlane: ControlPlane;
  let id: string;
  let requests: Request[];
  let pauses: number[];
  const dispatcher = new Agent();

  beforeAll(async () => {
    controlPlane = await startControlPlane();
  });
  afterAll(async () => {
    await dispatcher.close();
    await controlPlane.close();
  });
  beforeEach(async () => {
    id = (await controlPlane.api("POST", "/access-key-configurations", { name: "shared" })).body.id;
    requests = [];
    pauses = [];
  });

  interface Circumstances {
    /** Happens before each write arrives. */
    beforeWrite?: () => Promise<unknown>;
    /** What becomes of an answer on its way. */
    answer?: (answer: Response) => Response;
    patient?: boolean;
  }

  function client({ beforeWrite, answer = (same) => same, patient = true }: Circumstances = {}): ApiClient {
    const stopping = new AbortController().signal;
    const transport = createTransport({
      dispatcher,
      retry: { delayBefore: () => undefined },
      log: () => {},
      stopping,
      makeIdempotencyKey: () => "unused",
      heedsIdempotencyKey: async () => false,
    });
    return createApiClient({
      baseUrl: controlPlane.baseUrl,
      apiKey: controlPlane.apiKey,
      userAgent: "test/1",
      async fetch(request) {
        requests.push(request.clone());
        if (request.method === "PATCH") await beforeWrite?.();
        return answer(await transport(request));
      },
      async pause(milliseconds) {
        pauses.push(milliseconds);
        return patient;
      },
    });
  }

  const remote = async () => (await controlPlane.api("GET", `/access-key-configurations/${id}`)).body;
  const rename = (name: string) => controlPlane.api("PATCH", `/access-key-configurations/${id}`, { name });
  const append = (text: string, to = client()) =>
    to.change(
      "append",
      changeOfConfiguration(id, ({ description = "" }) => ({ description: `${description}${text}` })),
    );
  const writes = () => requests.filter(({ method }) => method === "PATCH");

  test("is made again on what is there when somebody was faster, who loses nothing", async () => {
    let others = 0;
    const beforeWrite = async () => {
      if (others++ < 3) await append(`${others},`, client());
    };

    const changed = await append("mine", client({ beforeWrite }));

    expect(changed.description).toBe("1,2,3,mine");
    expect((await remote()).description).toBe("1,2,3,mine");
    expect(pauses).toHaveLength(3);
  });

  test("is not written where there is nothing left to change", async () => {
    const changed = await client().change(
      "change",
      changeOfConfiguration(id, () => undefined),
    );

    expect(changed).toEqual(await remote());
    expect(writes()).toEqual([]);
  });

  test("gives up after some attempts, with the reason and what to do", async () => {
    let names = 0;
    const attempt = append("mine", client({ beforeWrite: () => rename(`renamed ${names++}`) }));

    await expect(attempt).rejects.toThrow(/changed meanwhile[\s\S]*Apply again/);
    expect(writes()).toHaveLength(40);
    expect((await remote()).description).toBeUndefined();
    expect(Math.max(...pauses)).toBeLessThanOrEqual(2000);
  });

  test("gives up at once when Terraform is interrupted", async () => {
    const attempt = append("mine", client({ beforeWrite: () => rename("renamed"), patient: false }));

    await expect(attempt).rejects.toThrow("changed meanwhile");
    expect(writes()).toHaveLength(1);
  });

  test("does not compete with other changes of the same client", async () => {
    const shared = client();

    await Promise.all(Array.from({ length: 12 }, (_, index) => append(`${index};`, shared)));

    expect((await remote()).description).toBe("0;1;2;3;4;5;6;7;8;9;10;11;");
    expect(pauses).toEqual([]);
  });

  test("goes on after a change of the same client that failed", async () => {
    const shared = client();
    const failing = shared.change(
      "fail",
      changeOfConfiguration(id, () => ({ name: "" })),
    );
    const next = append("next", shared);

    await expect(failing).rejects.toThrow("Could not fail");
    expect((await next).description).toBe("next");
  });

  test("is conditional behind a proxy that weakens tags, too", async () => {
    const weakened = (answer: Response) => {
      const headers = new Headers(answer.headers);
      headers.set("etag", `W/${headers.get("etag")}`);
      return new Response(answer.body, { status: answer.status, headers });
    };

    expect((await append("mine", client({ answer: weakened }))).description).toBe("mine");
    expect(writes().map(({ headers }) => headers.get("if-match"))).toEqual([expect.stringMatching(/^"/)]);
  });

  test("is written without a condition at an API that gives no tags", async () => {
    const untagged = (answer: Response) => {
      const headers = new Headers(answer.headers);
      headers.delete("etag");
      return new Response(answer.body, { status: answer.status, headers });
    };

    expect((await append("mine", client({ answer: untagged }))).description).toBe("mine");
    expect(writes().map(({ headers }) => headers.get("if-match"))).toEqual([null]);
  });

  test("of what is gone is none", async () => {
    const gone = changeOfConfiguration("aigac_none", () => ({ name: "new" }));

    expect(await client().changeUnlessGone("change", gone)).toBeNull();
    await expect(client().change("change", gone)).rejects.toThrow("aigac_none");
  });
});
