import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";

/** The script that makes the catalog: once as `npm run refresh-catalog` runs it, then on copies of the catalog's folder. */
const CONTROL_PLANE = join(__dirname, "../../control-plane");
const SCRIPT = join(CONTROL_PLANE, "scripts/refresh-catalog.ts");
const CATALOG = join(CONTROL_PLANE, "src/catalog");
const OLD_DAY = "2020-02-29";
const GENERATED = ["catalog.json", "catalog.schema.json"];

/**
 * The script as one file: it starts in half the time, and most tests here are its start. Beside the packages that it
 * reads, which it looks for from its own place.
 */
const BUNDLE = join(CONTROL_PLANE, `node_modules/.cache/refresh-catalog-${process.pid}.mjs`);
beforeAll(() =>
  build({
    entryPoints: [SCRIPT],
    outfile: BUNDLE,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "error",
  }),
);
afterAll(() => rmSync(BUNDLE));

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const run = (...args: string[]) => spawnSync(process.execPath, args, { encoding: "utf8" });
const refresh = (...args: string[]) => run(BUNDLE, ...args);
const read = (folder: string, name: string) => readFileSync(join(folder, name), "utf8");

/** A folder with these files of the catalog's, and with what `edit` makes of one of them. */
function folderWith(
  names: string[],
  edits: Record<string, (content: ReturnType<typeof JSON.parse>) => void> = {},
) {
  const folder = mkdtempSync(join(tmpdir(), "catalog-"));
  folders.push(folder);
  for (const name of names) copyFileSync(join(CATALOG, name), join(folder, name));
  for (const [name, edit] of Object.entries(edits)) {
    const content = JSON.parse(read(folder, name));
    edit(content);
    writeFileSync(join(folder, name), JSON.stringify(content));
  }
  return folder;
}
const modelIn = (folder: string, modelId: string) =>
  JSON.parse(read(folder, "catalog.json")).models.find(
    (model: { modelId: string }) => model.modelId === modelId,
  );

test("the checked-in files are what the installed packages and the hand-kept facts make", () => {
  const { status, stdout, stderr } = run(require.resolve("tsx/cli"), SCRIPT, "--check");
  expect([status, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/^9 providers, \d+ models, 0 changes$/m);
});

test("a refresh from nothing makes the same bytes each time, but for its day", () => {
  const [first, second] = [folderWith(["hand-kept.json"]), folderWith(["hand-kept.json"])];
  for (const folder of [first, second]) expect(refresh("--folder", folder).status).toBe(0);
  const withoutDay = (text: string) => text.replace(/"refreshedOn": "[^"]*"/, "");
  for (const name of GENERATED) {
    expect(read(first, name)).toBe(read(second, name));
    expect(withoutDay(read(first, name))).toBe(withoutDay(read(CATALOG, name)));
  }
});

test("a refresh that changes nothing leaves every byte as it is, the day of the last change included", () => {
  const folder = folderWith([...GENERATED, "hand-kept.json"]);
  const ofOldDay = read(folder, "catalog.json").replace(
    /"refreshedOn": "[^"]*"/,
    `"refreshedOn": "${OLD_DAY}"`,
  );
  writeFileSync(join(folder, "catalog.json"), ofOldDay);
  expect(refresh("--folder", folder).status).toBe(0);
  expect(read(folder, "catalog.json")).toBe(ofOldDay);
  expect(read(folder, "catalog.schema.json")).toBe(read(CATALOG, "catalog.schema.json"));
});

test("what is kept by hand wins over the packages, adds and removes models, and outlives refreshes", () => {
  const facts = { displayName: "Renamed", contextWindow: 7, maxOutputTokens: null };
  const folder = folderWith([...GENERATED, "hand-kept.json"], {
    "catalog.json": (catalog) => {
      catalog.refreshedOn = OLD_DAY;
    },
    "hand-kept.json": (kept) => {
      kept.providers[0].documentationUrl = "https://example.com/models";
      kept.facts.push({ source: "a test", providerId: "openai", modelIds: ["gpt-4o", "new-one"], facts });
      kept.excluded.push({ reason: "a test", providerId: "openai", modelIds: ["gpt-4"] });
    },
  });
  const kept = read(folder, "hand-kept.json");
  const { stdout } = refresh("--folder", folder);
  expect(stdout).toMatch(/^added {4}openai:new-one$/m);
  expect(stdout).toMatch(/^changed {2}openai:gpt-4o: .*contextWindow 128000 -> 7/m);
  expect(stdout).toMatch(/^removed {2}openai:gpt-4$/m);
  expect(stdout).toMatch(/^changed {2}openai: documentationUrl .* -> "https:\/\/example.com\/models"$/m);
  expect(stdout).toMatch(/ 4 changes$/m);

  expect(JSON.parse(read(folder, "catalog.json")).refreshedOn).not.toBe(OLD_DAY);
  expect(refresh("--folder", folder).stdout).toMatch(/ 0 changes$/m);
  expect(modelIn(folder, "new-one")).toEqual({
    providerId: "openai",
    modelId: "new-one",
    displayName: "Renamed",
    contextWindow: 7,
  });
  expect(modelIn(folder, "gpt-4o")).toMatchObject({ displayName: "Renamed", contextWindow: 7 });
  expect(modelIn(folder, "gpt-4o")).not.toHaveProperty("maxOutputTokens");
  expect(modelIn(folder, "gpt-4")).toBeUndefined();
  expect(read(folder, "hand-kept.json")).toBe(kept);
});

test("a catalog that is out of date fails the check, which says why and writes nothing", () => {
  const folder = folderWith([...GENERATED, "hand-kept.json"], {
    "catalog.json": ({ models }) => {
      models.find((model: { modelId: string }) => model.modelId === "gpt-4o").contextWindow = 1;
    },
  });
  const before = read(folder, "catalog.json");
  const { status, stdout, stderr } = refresh("--check", "--folder", folder);
  expect([status, stderr]).toEqual([1, expect.stringContaining("out of date")]);
  expect(stdout).toContain("changed  openai:gpt-4o: contextWindow 1 -> 128000");
  expect(read(folder, "catalog.json")).toBe(before);
});

test("a JSON Schema that is out of date fails the check", () => {
  const folder = folderWith([...GENERATED, "hand-kept.json"], {
    "catalog.schema.json": (schema) => Object.assign(schema, { title: "Another" }),
  });
  const { status, stderr } = refresh("--check", "--folder", folder);
  expect(status).toBe(1);
  expect(stderr).toMatch(/^out of date: .*catalog\.schema\.json/m);
  expect(stderr).not.toContain("catalog.json");
});

test.each([
  ["facts that contradict each other", { contextWindow: 10, maxOutputTokens: 11 }, "context window"],
  ["facts that the schema does not have", { contextWidow: 10 }, "contextWidow"],
])("%s are refused, and nothing is written", (_, facts, complaint) => {
  const folder = folderWith(["hand-kept.json"], {
    "hand-kept.json": (kept) =>
      kept.facts.push({ source: "a test", providerId: "openai", modelIds: ["gpt-4o"], facts }),
  });
  const { status, stderr } = refresh("--folder", folder);
  expect(status).not.toBe(0);
  expect(stderr).toContain(complaint);
  expect(existsSync(join(folder, "catalog.json"))).toBe(false);
});

test("a correction that the packages have caught up with is named, so that it can go", () => {
  const folder = folderWith([...GENERATED, "hand-kept.json"], {
    "hand-kept.json": (kept) => {
      const facts = { contextWindow: modelIn(CATALOG, "gpt-4o").contextWindow };
      kept.facts.push({ source: "a test", providerId: "openai", modelIds: ["gpt-4o"], facts });
    },
  });
  expect(refresh("--folder", folder).stdout).toMatch(/^needless openai:gpt-4o:/m);
});
