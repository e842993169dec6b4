import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readConfig } from "../../control-plane/src/config.ts";
import { openDatabase } from "../../control-plane/src/database.ts";
import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { describeOnEveryDatabase, startSqlite, type TestDatabase } from "../support/databases.ts";
import { runCli } from "../support/run-cli.ts";

const COMMANDS = [
  ["serve"],
  ["migrate"],
  ["accounts", "create"],
  ["accounts", "list"],
  ["api-keys", "create"],
  ["credits", "grant"],
  ["encryption-key", "rotate"],
];

describe("the command line", () => {
  test("explains itself and each command with --help, without a database, and exits with 0", async () => {
    const runs = await Promise.all([[], ...COMMANDS].map((command) => runCli([...command, "--help"])));
    for (const [index, run] of runs.entries()) {
      expect([COMMANDS[index - 1], run.exitCode, run.stderr]).toEqual([COMMANDS[index - 1], 0, ""]);
      expect(run.stdout).toContain("Usage: aigateway");
    }
    for (const [command] of COMMANDS) expect(runs[0]?.stdout).toContain(command);
  });

  test.each([
    [["nonsense"], "unknown command 'nonsense'"],
    [["accounts", "create"], "required option '--name <name>' not specified"],
    [["credits", "grant", "--amount-cents", "1.5"], "whole number of cents from 1"],
    [
      ["credits", "grant", "--amount-cents", "1", "--category", "gift"],
      "Allowed choices are promotional, purchase",
    ],
    [["credits", "grant", "--amount-cents", "1", "--expires-in", "soon"], '"soon" is no duration'],
    [
      [
        "credits",
        "grant",
        "--amount-cents",
        "1",
        "--expires-in",
        "1h",
        "--expires-at",
        "2030-01-01T00:00:00Z",
      ],
      "cannot be used with",
    ],
    [["accounts", "create", "--name", ""], "must not be empty"],
  ])("%j is wrong usage: it says so, and exits with 2", async (command, reason) => {
    const run = await runCli(command);
    expect([run.exitCode, run.stdout]).toEqual([2, ""]);
    expect(run.stderr).toContain(reason);
    expect(run.stderr).not.toContain("    at ");
  });

  test("on a database without a schema it says what to do, and exits with 1", async () => {
    const run = await runCli(["accounts", "list"], { AIGATEWAY_DATABASE_URL: "sqlite::memory:" });
    expect(run.exitCode).toBe(1);
    expect(run.stderr).toContain("aigateway migrate");
    expect(run.stderr).not.toContain("    at ");
  });
});

describe("a database that is not as it should be", () => {
  test("one that is not there is not made, but named", async () => {
    const file = join(tmpdir(), "aigateway-none", "typo.db");
    const run = await runCli(["accounts", "list"], { AIGATEWAY_DATABASE_URL: `sqlite:${file}` });
    expect([run.exitCode, run.stderr]).toEqual([1, expect.stringContaining(file)]);
    expect(existsSync(dirname(file))).toBe(false);
  });

  test("one that can't be reached is told as such, and stdout stays empty", async () => {
    const url = "postgres://x:secret-password@127.0.0.1:1/x";
    const run = await runCli(["accounts", "list", "--json"], { AIGATEWAY_DATABASE_URL: url });
    expect([run.exitCode, run.stdout]).toEqual([1, ""]);
    expect(run.stderr).toContain("ECONNREFUSED");
    expect(run.stderr).not.toContain("secret-password");
  });

  test("one of a newer release is refused with a sentence that says so", async () => {
    const database = await startSqlite();
    const env = { AIGATEWAY_DATABASE_URL: database.url };
    await runCli(["migrate"], env);
    const db = openDatabase(readConfig(env).database);
    await db("schema_versions").insert({ version: 9999, name: "of the future" });
    await db.destroy();
    const run = await runCli(["accounts", "list"], env);
    expect([run.exitCode, run.stderr]).toEqual([1, expect.stringContaining("schema version 9999")]);
    await database.close();
  });
});

describeOnEveryDatabase("the command line beside a running service", (start) => {
  let database: TestDatabase;
  let service: ControlPlane;
  const cli = (...command: string[]) => runCli(command, { AIGATEWAY_DATABASE_URL: database.url });

  beforeAll(async () => {
    database = await start();
    service = await startControlPlane({ env: { AIGATEWAY_DATABASE_URL: database.url } });
  });
  afterAll(async () => {
    await service?.close();
    await database.close();
  });
  const as = (apiKey: string) => ({ authorization: `Bearer ${apiKey}` });

  test("migrate applies what is missing, and then nothing", async () => {
    expect((await cli("migrate", "--json")).json()).toEqual({ applied: [] });
  });

  test("while there is one account it need not be named", async () => {
    const made = (await cli("api-keys", "create", "--name", "spare", "--json")).json();
    const answer = await service.api("GET", `/api-keys/${made.apiKeyId}`, undefined, as(made.apiKey));
    expect(answer.body).toMatchObject({ id: made.apiKeyId, name: "spare" });
  });

  test("an account that is made works at once with its API key, its credits and nothing of the others'", async () => {
    const made = (
      await cli("accounts", "create", "--name", "tenant", "--credits-cents", "700", "--json")
    ).json();
    const balance = await service.api("GET", "/credits/balance", undefined, as(made.apiKey));
    expect(balance.body).toEqual({ balanceCents: 700 });
    const keys = await service.api("GET", "/api-keys", undefined, as(made.apiKey));
    expect(keys.body.aiGatewayApiKeys.map(({ id }: { id: string }) => id)).toEqual([made.apiKeyId]);
    const { body } = await service.api("GET", "/audit-events", undefined, as(made.apiKey));
    expect(body.aiGatewayAuditEvents.map(({ action }: { action: string }) => action).sort()).toEqual([
      "account.create",
      "api_key.create",
      "credits.grant",
    ]);
    expect(body.aiGatewayAuditEvents[0].actor).toEqual({ type: "commandLine" });
    const { accounts } = (await cli("accounts", "list", "--json")).json();
    expect(accounts.map(({ name }: { name: string }) => name)).toEqual(["default", "tenant"]);
  });

  test("of several accounts one must be named, and it must exist", async () => {
    const unnamed = await cli("credits", "grant", "--amount-cents", "100");
    expect([unnamed.exitCode, unnamed.stderr]).toEqual([1, expect.stringContaining("--account")]);
    const unknown = await cli("api-keys", "create", "--account", "acct_none");
    expect([unknown.exitCode, unknown.stderr]).toEqual([1, expect.stringContaining('"acct_none"')]);
  });

  test("credits that are granted are there, with their expiry", async () => {
    const { accounts } = (await cli("accounts", "list", "--json")).json();
    const { accountId } = accounts[0];
    const run = await cli(
      ...["credits", "grant", "--account", accountId, "--amount-cents", "250", "--category", "purchase"],
      ...["--expires-in", "720h", "--json"],
    );
    expect(run.json()).toMatchObject({ accountId, amountCents: 250, balanceCents: 750 });
    const { items } = (await service.api("GET", "/credits/transactions")).body;
    expect(items[0]).toMatchObject({ type: "credits", amountCents: 250, category: "purchase" });
    expect(items[0].expiresAt).toBe(run.json().expiresAt);
    const past = await cli(
      ...["credits", "grant", "--account", accountId, "--amount-cents", "1"],
      ...["--expires-at", "2020-01-01T00:00:00Z"],
    );
    expect([past.exitCode, past.stderr]).toEqual([1, expect.stringContaining("gone at once")]);
  });
});
