import { spawn } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startGateway, type TestGateway } from "../../support/gateway.ts";
import { type SimulatedProvider, startSimulatedProvider } from "../../support/simulated-provider/index.ts";

/** The programs of docs/clients.md, run as a reader would run them. */
const ROOT = join(__dirname, "../../..");
/** Inside the checkout, where the packages are found. */
const FOLDER = join(ROOT, "node_modules/.cache/clients-docs");

let upstream: SimulatedProvider;
let gateway: TestGateway;
let token: string;

beforeAll(async () => {
  upstream = await startSimulatedProvider();
  gateway = await startGateway({
    env: {
      OPENAI_BASE_URL: `${upstream.url}/v1`,
      OPENAI_API_KEY: "sk-openai-0123456789abcdef",
      ANTHROPIC_BASE_URL: `${upstream.url}/v1`,
      ANTHROPIC_API_KEY: "sk-ant-0123456789abcdef",
    },
  });
  ({ token } = await gateway.accessKey());
  await mkdir(FOLDER, { recursive: true });
});
afterAll(async () => {
  await rm(FOLDER, { recursive: true, force: true });
  await gateway?.close();
  await upstream?.close();
});
beforeEach(() => upstream.reset());

const heard = (model: string) => `${model} heard: Say hello`;

test.each<[string, number, string]>([
  ["openai: a stream and a response", 0, heard("gpt-4o") + heard("gpt-4o")],
  ["openai: further candidates", 1, `claude-sonnet-4-5 ${heard("claude-sonnet-4-5")}`],
  ["@anthropic-ai/sdk", 2, `${heard("claude-sonnet-4-5")}4`],
  ["ai", 3, heard("gpt-4o")],
  ["@langchain/openai", 4, `${heard("gpt-4o")} 9\n1536`],
])("%s", async (_, index, printed) => {
  if (index === 1) upstream.failNext({ kind: "status", status: 503 }, { model: "gpt-4o" });
  const { code, output } = await run(index);
  expect(output.trim()).toBe(printed);
  expect(code).toBe(0);
  expect(upstream.requests.length).toBeGreaterThan(0);
});

test("every program of the document is run", async () => {
  expect(await programs()).toHaveLength(5);
});

async function programs(): Promise<string[]> {
  const text = await readFile(join(ROOT, "docs/clients.md"), "utf8");
  return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code ?? "");
}

async function run(index: number): Promise<{ code: number | null; output: string }> {
  const program = (await programs())[index] ?? "";
  const file = join(FOLDER, `${index}.mts`);
  await writeFile(file, program.replaceAll("http://127.0.0.1:8080", gateway.service.baseUrl));
  const child = spawn(process.execPath, ["--import", "tsx", file], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, AIGATEWAY_ACCESS_KEY: token },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, output };
}
