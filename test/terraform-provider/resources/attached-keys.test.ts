import fc from "fast-check";
import {
  attach,
  attachedKeys,
  detach,
  priorityOf,
} from "../../../terraform-provider/src/resources/attached-keys.ts";
import type {
  Configuration,
  ConfigurationUpdate,
} from "../../../terraform-provider/src/resources/change-configuration.ts";

type Router = NonNullable<Configuration["router"]>;

const empty = { id: "aigac_1", name: "shared" } as Configuration;
const withRouter = (router: Router, metadata?: string) =>
  ({ ...empty, router, ...(metadata !== undefined && { metadata }) }) as Configuration;
const key = (id: string) => ({ id, name: id, keyRedacted: "***" });
const of = (providerKeyId: string, configuration: Configuration) => ({
  rule: (configuration.router?.rules ?? []).findIndex(({ provider }) => provider === "sim"),
  providerId: "sim",
  providerKeyId,
});

/** What the API makes of an update. */
function applied(configuration: Configuration, update: ConfigurationUpdate | undefined): Configuration {
  return JSON.parse(JSON.stringify({ ...configuration, ...update }), (_, value) => value ?? undefined);
}

const attached = (configuration: Configuration, id: string, priority: number | null) =>
  applied(configuration, attach(configuration, of(id, configuration), priority));
const detached = (configuration: Configuration, id: string) =>
  applied(configuration, detach(configuration, of(id, configuration)));
const order = (configuration: Configuration) => attachedKeys(configuration, of("", configuration).rule);

describe("attached keys", () => {
  test("stand by priority, whatever the order in which they came, changed and went", () => {
    const id = fc.constantFrom(..."abcdefgh").map((letter) => `aigpk_${letter}`);
    const steps = fc.array(fc.tuple(id, fc.option(fc.nat({ max: 5 }), { freq: 3, nil: undefined })));
    fc.assert(
      fc.property(steps, (changes) => {
        const expected = new Map<string, number>();
        let configuration = empty;
        for (const [each, priority] of changes) {
          if (priority === undefined) expected.delete(each);
          else expected.set(each, priority);
          configuration =
            priority === undefined ? detached(configuration, each) : attached(configuration, each, priority);
        }

        const keys = order(configuration);
        expect([...keys].sort()).toEqual([...expected.keys()].sort());
        const found = keys.map((each) => priorityOf(configuration, of(each, configuration)));
        expect(found).toEqual(keys.map((each) => expected.get(each)));
        expect(found).toEqual([...found].sort((a, b) => (a ?? 0) - (b ?? 0)));
      }),
    );
  });

  test("of the same priority stay in the order in which they were attached", () => {
    let configuration = empty;
    for (const id of ["aigpk_c", "aigpk_a", "aigpk_b"]) configuration = attached(configuration, id, 7);

    expect(order(configuration)).toEqual(["aigpk_c", "aigpk_a", "aigpk_b"]);
    expect(attach(configuration, of("aigpk_c", configuration), 7)).toBeUndefined();
  });

  test("without a priority come last, and others' keys are not moved", () => {
    const keys = ["aigpk_z", "aigpk_a"].map(key);
    let configuration = withRouter({ rules: [{ provider: "sim", steps: [{ type: "user", keys }] }] });
    configuration = attached(configuration, "aigpk_m", null);
    configuration = attached(configuration, "aigpk_n", 10);

    expect(order(configuration)).toEqual(["aigpk_n", "aigpk_z", "aigpk_a", "aigpk_m"]);
    expect(priorityOf(configuration, of("aigpk_z", configuration))).toBeNull();
  });

  test("that somebody has put out of order tell so, and go back to their place", () => {
    let configuration = attached(attached(empty, "aigpk_a", 10), "aigpk_b", 20);
    const keys = ["aigpk_b", "aigpk_a"].map(key);
    configuration = {
      ...configuration,
      router: { rules: [{ provider: "sim", steps: [{ type: "user", keys }] }] },
    };

    expect(priorityOf(configuration, of("aigpk_a", configuration))).toBeNull();
    configuration = attached(configuration, "aigpk_a", 10);

    expect(order(configuration)).toEqual(["aigpk_a", "aigpk_b"]);
    expect(priorityOf(configuration, of("aigpk_a", configuration))).toBe(10);
  });

  test("leave all other rules, steps and strategies as they are", () => {
    const others = [
      { model: "sim:m1", provider: "sim", steps: [{ type: "user" as const, keys: [key("aigpk_z")] }] },
      { provider: "openai", steps: [{ type: "ngrok" as const }] },
    ];
    const own = {
      provider: "sim",
      steps: [
        { type: "ngrok" as const },
        { type: "user" as const, keys: [key("aigpk_y")], keySelectionStrategy: "ordered" as const },
        { type: "user" as const, keys: [key("aigpk_x")] },
      ],
    };
    const configuration = withRouter({ rules: [...others, own] });

    const update = attach(configuration, { rule: 2, providerId: "sim", providerKeyId: "aigpk_a" }, 1);

    const keysOf = (...ids: string[]) => ids.map((id) => ({ id }));
    expect(update?.router?.rules).toEqual([
      { ...others[0], steps: [{ type: "user", keys: keysOf("aigpk_z") }] },
      others[1],
      {
        provider: "sim",
        steps: [
          { type: "ngrok" },
          { type: "user", keys: keysOf("aigpk_a", "aigpk_y"), keySelectionStrategy: "ordered" },
          { type: "user", keys: keysOf("aigpk_x") },
        ],
      },
    ]);
  });

  test("are tried before the operator's credential where the rule has a step for that, which stays when they go", () => {
    const rules = [{ provider: "sim", steps: [{ type: "ngrok" as const }] }];
    const configuration = attached(withRouter({ rules }), "aigpk_a", null);

    expect(configuration.router?.rules?.[0]?.steps.map(({ type }) => type)).toEqual(["user", "ngrok"]);
    expect(detached(configuration, "aigpk_a").router).toEqual({ rules });
  });

  test("take their rule, the router and their priorities with them when the last one goes", () => {
    const owned = { ...empty, metadata: "mine" };
    const configuration = attached(attached(owned, "aigpk_a", 1), "aigpk_b", 2);

    expect(detached(detached(configuration, "aigpk_a"), "aigpk_b")).toEqual({ ...owned, router: undefined });
    expect(detach(owned, of("aigpk_a", owned))).toBeUndefined();
  });

  test("that were taken away by hand do not leave their priorities behind for good", () => {
    const both = attached(attached(empty, "aigpk_a", 1), "aigpk_b", 2);
    const keys = [key("aigpk_b")];
    const configuration = withRouter(
      { rules: [{ provider: "sim", steps: [{ type: "user", keys }] }] },
      both.metadata,
    );

    expect(attached(configuration, "aigpk_c", 3).metadata).toBe('aigateway_attachments={"b":2,"c":3}');
  });
});
