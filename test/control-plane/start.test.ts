import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeOnEveryDatabase, type TestDatabase } from "../support/databases.ts";
import { startServiceProcess } from "../support/service-process.ts";

const KEY = Buffer.alloc(32, 7).toString("base64");
const TOKEN = /ng-\w+-a1-\w+/;

describeOnEveryDatabase("processes that start together on one empty database", (start) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await start();
  });
  afterAll(() => database.close());

  test("one of twenty migrates, makes the account and shows its API key, all of them serve with it", async () => {
    const processes = await Promise.all(
      Array.from({ length: 20 }, () =>
        startServiceProcess({ AIGATEWAY_DATABASE_URL: database.url, AIGATEWAY_ENCRYPTION_KEY: KEY }),
      ),
    );
    const tokens = processes
      .map((each) => TOKEN.exec(each.output())?.[0])
      .filter((token) => token !== undefined);
    expect(tokens).toHaveLength(1);
    expect(processes.filter((each) => each.output().includes("database migrated"))).toHaveLength(1);
    const statuses = await Promise.all(
      processes.map(async ({ url }) => {
        const answer = await fetch(`${url}/access-keys`, {
          headers: { authorization: `Bearer ${tokens[0]}` },
        });
        return answer.status;
      }),
    );
    for (const each of processes) each.kill("SIGTERM");
    expect(statuses).toEqual(Array(20).fill(200));
    expect(await Promise.all(processes.map((each) => each.exited))).toEqual(Array(20).fill(0));
  }, 120_000);
});

describe("a first start", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "aigateway-start-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const url = () => `sqlite:${join(folder, "data", "aigateway.db")}`;

  test("makes an encryption key that only its owner can read, and the next start opens with it", async () => {
    const first = await startServiceProcess({ AIGATEWAY_DATABASE_URL: url() });
    first.kill("SIGTERM");
    await first.exited;
    const file = join(folder, "data", "encryption.key");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const key = readFileSync(file, "utf8");
    const second = await startServiceProcess({ AIGATEWAY_DATABASE_URL: url() });
    second.kill("SIGTERM");
    await second.exited;
    expect(readFileSync(file, "utf8")).toBe(key);
    expect(second.output()).not.toMatch(TOKEN);
  });

  test("takes the API key that the operator chose, and does not print it", async () => {
    const apiKey = "0123456789abcdef0123456789abcdef";
    const service = await startServiceProcess({
      AIGATEWAY_DATABASE_URL: url(),
      AIGATEWAY_BOOTSTRAP_API_KEY: apiKey,
    });
    const answer = await fetch(`${service.url}/credits/balance`, {
      headers: { authorization: `Bearer ${apiKey}` },
    });
    expect(await answer.json()).toEqual({ balanceCents: 500 });
    service.kill("SIGINT");
    expect(await service.exited).toBe(0);
    expect(service.output()).not.toContain(apiKey);
  });
});

describe("a start that can't succeed says why in a sentence, without a stack, and exits with 1", () => {
  test("all faults of the configuration at once", async () => {
    const service = await startServiceProcess({
      AIGATEWAY_PORT: "http",
      AIGATEWAY_DATABASE_URL: "mysql://x",
      AIGATEWAY_ENCRYPTION_KEY: "c2hvcnQ=",
      AIGATEWAY_PRIVATE_UPSTREAMS: "10.0.0.0/99",
    });
    expect(await service.exited).toBe(1);
    const output = service.output();
    for (const name of ["PORT", "DATABASE_URL", "ENCRYPTION_KEY", "PRIVATE_UPSTREAMS"]) {
      expect(output).toContain(`AIGATEWAY_${name}: `);
    }
    expect(output).not.toContain("    at ");
    expect(output).not.toContain("c2hvcnQ=");
  });

  test("a port that is taken", async () => {
    const first = await startServiceProcess({ AIGATEWAY_DATABASE_URL: "sqlite::memory:" });
    const second = await startServiceProcess({
      AIGATEWAY_DATABASE_URL: "sqlite::memory:",
      AIGATEWAY_PORT: new URL(first.url).port,
    });
    expect(await second.exited).toBe(1);
    expect(second.output()).toContain("address already in use");
    expect(second.output()).not.toContain("    at ");
    first.kill("SIGTERM");
    await first.exited;
  });
});
