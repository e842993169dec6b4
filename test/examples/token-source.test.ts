import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tokenSource } from "../../examples/client-openai/token-source.ts";

const EXAMPLES = join(__dirname, "..", "..", "examples");

let path: string;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "aigateway-token-"));
  path = join(folder, "token");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each([
  ["is empty", " \n", "is empty; deploy the key's FileSink again with -replace"],
  ["is a line of variables", "AIGATEWAY_TOKEN=ng-secret\n", "leave `variable` out of its FileSink"],
  ["has several lines", "ng-secret\nng-other\n", "holds more than a token"],
])("a file that %s is named with the remedy, and not quoted", async (_, content, remedy) => {
  await writeFile(path, content);
  const error: Error = await tokenSource(path)
    .read()
    .catch((caught) => caught);
  expect(error.message).toContain(remedy);
  expect(error.message).toMatch(new RegExp(`^${path} `));
  expect(error.message).not.toContain("ng-");
});

test("without a path, the variable to set is named", () => {
  expect(() => tokenSource("")).toThrow("AIGATEWAY_TOKEN_FILE is not set");
});

test("the token is that of the file at each look, without a line's end", async () => {
  const { read } = tokenSource(path);
  for (const token of ["ng-one", "ng-two"]) {
    await writeFile(path, `${token}\n`);
    expect(await read()).toBe(token);
  }
});

test("the examples in TypeScript share one token source, each to be copied by itself", async () => {
  const folders = ["client-openai", "client-anthropic", "client-ai", "client-langchain"];
  const sources = await Promise.all(
    folders.map((each) => readFile(join(EXAMPLES, each, "token-source.ts"), "utf8")),
  );
  expect(new Set(sources).size).toBe(1);
});
