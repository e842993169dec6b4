import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AccessKey } from "@aigateway/cdktf";
import { TerraformStack, Testing } from "cdktf";
import { readKeys } from "../../examples/pipeline-rotation/keys.ts";
import { type PlanDocument, readChanges } from "../../examples/pipeline-rotation/pipeline/changes.ts";
import { straysAmong } from "../../examples/pipeline-rotation/pipeline/strays.ts";
import { summarise } from "../../examples/pipeline-rotation/pipeline/summary.ts";
import { sinkFor } from "../../examples/pipeline-rotation/sinks.ts";

const folder = mkdtempSync(join(tmpdir(), "aigateway-keys-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("keys.json", () => {
  test.each([
    ['{ "Web": { "release": "1" } }', `"Web" can't be a key's name`],
    ['{ "web": { "release": "1", "every": "720h" } }', '"web" needs exactly one of'],
    ['{ "web": {} }', '"web" needs exactly one of'],
    ['{ "web": { "every": "720h", "overlaps": "24h" } }', '"web" has "overlaps", which means nothing'],
    ['{ "web": { "generation": 2, "overlap": "24h" } }', "generations, which have no overlap"],
    ['{ "web": { "every": "30d" } }', '"web" is refused: Rotation.every: the period "30d" is no duration'],
    ['{ "web": { "release": 2 } }', '"web" is refused: Rotation.onChange: release is 2, which is no text'],
    ['{ "web": null }', '"web" is null; write it like'],
    ['{ "web": { "release": "1" }', "keys.json can't be read"],
  ])("that is wrong is refused by its entry: %s", (text, message) => {
    const path = join(folder, "keys.json");
    writeFileSync(path, text);
    expect(() => readKeys(path)).toThrow(message);
  });
});

describe("where tokens go", () => {
  const synthesised = (sink: string, more: Record<string, string> = {}) => {
    const before = process.env;
    process.env = { ...before, SINK: sink, ...more };
    try {
      const stack = new TerraformStack(Testing.app(), "stack");
      new AccessKey(stack, "key").grantTo(sinkFor(stack, "web-shop"));
      return JSON.parse(Testing.synth(stack)).resource;
    } finally {
      process.env = before;
    }
  };

  test("is chosen by the environment", () => {
    const [github] = Object.values(synthesised("github", { SINK_REPOSITORY: "shop" }).github_actions_secret);
    expect(github).toMatchObject({ repository: "shop", secret_name: "AIGATEWAY_TOKEN_WEB_SHOP" });
    const [vault] = Object.values(synthesised("vault").vault_kv_secret_v2);
    expect(vault).toMatchObject({ name: "aigateway/web-shop" });
  });

  test.each([
    ["s3", 'SINK is "s3"; set it to one of file, github, vault'],
    ["github", "Set SINK_REPOSITORY"],
  ])("is refused with the remedy when it is not whole: %s", (sink, message) => {
    expect(() => synthesised(sink)).toThrow(message);
  });
});

describe("a summary", () => {
  const key = {
    lineage: "web",
    id: "aigk_1",
    overlap: "24h",
    rotate_after: "720h",
    keepers: { release: "1" },
  };
  const change = (actions: string[], more: object = {}, after: object | null = key) => ({
    address: "aigateway_access_key.web_1",
    type: "aigateway_access_key",
    mode: "managed",
    change: {
      actions,
      before: actions[0] === "create" && actions.length === 1 ? null : key,
      after,
      after_sensitive: {},
    },
    ...more,
  });
  const replaced = (replace_paths: string[][], after: object = key) => {
    const { change: parts, ...rest } = change(["create", "delete"], {}, after);
    return { ...rest, change: { ...parts, replace_paths } };
  };
  const shown = (...resource_changes: object[]) =>
    summarise(readChanges({ resource_changes } as unknown as PlanDocument)).split("\n")[4];
  const still = "`aigk_1` is valid for 24h more";

  test.each([
    ["by age", replaced([["rotation_due"]]), `| web | rotates | older than 720h | ${still} |`],
    [
      "by age and a keeper",
      replaced([["rotation_due"], ["keepers"]], { ...key, keepers: { release: "2", team: "a" } }),
      `| web | rotates | older than 720h; release, team changed | ${still} |`,
    ],
    [
      "by hand",
      change(["create", "delete"], { action_reason: "replace_by_request" }),
      `| web | rotates | asked for | ${still} |`,
    ],
    [
      "tainted",
      change(["delete", "create"], { action_reason: "replace_because_tainted" }),
      `| web | rotates | it was not made whole | ${still} |`,
    ],
    [
      "gone from the code",
      change(["delete"], {}, null),
      `| web | ends | no longer in keys.json | ${still} |`,
    ],
    [
      "deposed",
      change(["delete"], { deposed: "ab" }, null),
      `| web | ends | a run that died left it | ${still} |`,
    ],
    [
      "a new overlap",
      change(["update"], {}, { ...key, overlap: "1h" }),
      "| web | changes in place | overlap changed |  |",
    ],
  ])("gives the reason and the overlap that was deployed: %s", (_, planned, line) => {
    expect(shown(planned)).toBe(line);
  });

  test("tells a key that was deleted elsewhere from a new one", () => {
    const planned = change(["create"]);
    const document = { resource_changes: [planned], resource_drift: [change(["delete"], {}, null)] };
    const [gone] = readChanges(document as unknown as PlanDocument).keys;
    const [made] = readChanges({ resource_changes: [planned] } as unknown as PlanDocument).keys;
    expect([gone?.because, made?.because]).toEqual(["it was deleted elsewhere", "new"]);
  });

  test("names the keys that a run which died has left, and says when it may be out of date", () => {
    const stray = { id: "aigk_stray", name: "web", overlap: "24h" };
    const text = summarise(readChanges({}), { strays: [stray], isBusy: true });
    expect(text).toContain(
      "| web | ends | in no state: the run that made it died | `aigk_stray` is valid for 24h more |",
    );
    expect(text).toContain("A deployment is at work");
  });

  test("shows names as text, whatever they try to be in a comment", () => {
    const line = shown(change(["create"], {}, { ...key, lineage: "a|b\n[x](http://x) @team <img>" }));
    expect(line).toBe("| a\\|b \\[x\\]\\(http://x\\) \\@team \\<img\\> | is made | new |  |");
  });

  test("has the same fingerprint for the same changes, another for others, and none of a token in it", () => {
    const print = (after: object) => {
      const { change: parts, ...rest } = change(["create"], {}, after);
      const planned = { ...rest, change: { ...parts, after_sensitive: { token: true } } };
      return readChanges({ resource_changes: [planned] } as unknown as PlanDocument).fingerprint;
    };
    expect(print({ ...key, token: "one" })).toBe(print({ ...key, token: "two" }));
    expect(print({ ...key, overlap: "1h" })).not.toBe(print(key));
  });
});

test("only keys that bear this state's mark are strays, and none that ends already", () => {
  const made = { name: "keys/web", lineage: "web", createdAt: "2030-01-01T00:00:00Z" };
  const listed = [
    { ...made, id: "aigk_known", metadata: "mine" },
    { ...made, id: "aigk_stray", metadata: "mine" },
    { ...made, id: "aigk_ending", metadata: "mine", expiresAt: "2030-01-02T00:00:00Z" },
    { ...made, id: "aigk_of-another", metadata: "theirs" },
    { ...made, id: "aigk_by-hand" },
  ];
  const known = { address: "a", name: "web", generation: undefined, overlap: "24h", isDue: false };
  const keys = [{ ...known, id: "aigk_known" }];
  const state = { owner: "mine", ids: new Set(["aigk_known"]), keys };
  expect(straysAmong(listed, state)).toEqual([{ id: "aigk_stray", name: "web", overlap: "24h" }]);
  expect(straysAmong(listed, { owner: undefined, ids: new Set(), keys: [] })).toEqual([]);
});

test("a stray of a generation that is kept is no stray yet, for clients may hold it as they may hold that one", () => {
  const made = { lineage: "mobile", metadata: "mine", createdAt: "2030-01-01T00:00:00Z" };
  const named = (generation: number) => `keys/mobile/Generation${generation}`;
  const lost = { ...made, id: "aigk_lost", name: named(8) };
  const stateOf = (generation: number) => {
    const keys = [generation - 1, generation].map((each) => ({
      address: `aigateway_access_key.mobile_Generation${each}_1`,
      id: `aigk_${each}`,
      name: "mobile",
      generation: named(each),
      overlap: undefined,
      isDue: false,
    }));
    return { owner: "mine", ids: new Set(keys.map(({ id }) => id)), keys };
  };
  expect(straysAmong([lost], stateOf(8))).toEqual([]);
  expect(straysAmong([lost], stateOf(9))).toEqual([]);
  expect(straysAmong([lost], stateOf(10))).toEqual([{ id: "aigk_lost", name: "mobile", overlap: undefined }]);
});
