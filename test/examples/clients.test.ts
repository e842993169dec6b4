import { spawnSync } from "node:child_process";
import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AccessKey, startGateway, type TestGateway } from "../support/gateway.ts";
import { type ExampleProcess, startExample } from "./example-process.ts";
import { type PausingProxy, startPausingProxy } from "./pausing-proxy.ts";

const TYPESCRIPT = ["client-openai", "client-anthropic", "client-ai", "client-langchain"];
const PYTHON = "client-openai-python";
const hasPython = spawnSync("python3", ["--version"]).status === 0;
const examples = hasPython ? [...TYPESCRIPT, PYTHON] : TYPESCRIPT;
if (!hasPython) test.skip(`${PYTHON} (there is no python3 on the PATH)`, () => {});

let gateway: TestGateway;
let proxy: PausingProxy;
let folder: string;

beforeAll(async () => {
  gateway = await startGateway();
  proxy = await startPausingProxy(gateway.service.baseUrl);
  folder = await mkdtemp(join(tmpdir(), "aigateway-clients-"));
});
afterAll(async () => {
  await proxy?.close();
  await gateway?.close();
  await rm(folder, { recursive: true, force: true });
});

const start = (example: string, file: string) =>
  startExample(example, { AIGATEWAY_TOKEN_FILE: file, AIGATEWAY_URL: proxy.url, MODEL: "sim:m1" });
const heard = (question: string) => [`answer: m1 heard: ${question}`, `stream: m1 heard: ${question}`];
const deleteKey = ({ id }: AccessKey) => gateway.service.api("DELETE", `/access-keys/${id}`);

describe.each(examples)("%s", (name) => {
  let path: string;
  let key: AccessKey;
  let example: ExampleProcess;

  beforeAll(async () => {
    path = join(folder, name);
    key = await gateway.accessKey();
    await writeFile(path, key.token);
    example = start(name, path);
  });
  afterAll(() => example?.kill());

  /** As a deployment does it: the new key, its token in one step, and the end of the old key. */
  async function rotate(): Promise<void> {
    const old = key;
    key = await gateway.accessKey();
    await writeFile(`${path}.tmp`, key.token);
    await rename(`${path}.tmp`, path);
    await deleteKey(old);
  }

  test("goes on with the next token after a rotation: no request fails, and none is repeated", async () => {
    expect(await example.ask("one")).toEqual(heard("one"));
    await rotate();
    expect(await example.ask("one two")).toEqual(heard("one two"));
    expect(proxy.statuses()).toEqual([200, 200, 200, 200]);
  });

  test("repeats a request whose token ended on its way with the next one, be it a stream or not", async () => {
    proxy.before((index) => (index % 2 === 0 ? rotate() : undefined));
    expect(await example.ask("three")).toEqual(heard("three"));
    expect(proxy.statuses()).toEqual([401, 200, 401, 200]);
    proxy.before(() => {});
  });

  test("says that its token is refused for good after one request, and does not show it", async () => {
    await deleteKey(key);
    await expect(example.ask("four")).rejects.toThrow("It ended with 1");
    const { errors } = await example.end();
    expect(errors).toContain("ERR_NGROK_27007");
    expect(errors).not.toContain(key.token);
    expect(proxy.statuses()).toEqual([401]);
  });

  test("names the path and the remedy when no token is there, and sends nothing", async () => {
    const missing = join(folder, "missing");
    const waiting = start(name, missing);
    await expect(waiting.ask("five")).rejects.toThrow("It ended with 1");
    const { errors } = await waiting.end();
    expect(errors).toContain(`There is no token to be read at ${missing}`);
    expect(errors).toContain("deploy the key with a FileSink of that path");
    expect(errors.trim().split("\n")).toHaveLength(1);
    expect(proxy.statuses()).toEqual([]);
  });
});
