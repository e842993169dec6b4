import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { readConfig } from "../../control-plane/src/config.ts";
import { fixedKeys } from "../../control-plane/src/crypto/key-source.ts";
import { reSeal } from "../../control-plane/src/crypto/re-seal.ts";
import { createSealer } from "../../control-plane/src/crypto/seal.ts";
import { type Database, openDatabase } from "../../control-plane/src/database.ts";
import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { describeOnEveryDatabase, startSqlite, type TestDatabase } from "../support/databases.ts";
import { runCli } from "../support/run-cli.ts";

const secret = (serial: number) => `sk-secret-${serial}-${"x".repeat(20)}`;
const prefixOf = (key: Buffer) => createSealer(fixedKeys([key])).prefix();

interface Row {
  id: string;
  name: string;
  sealed_value: string;
}

async function store(service: ControlPlane, from: number, to: number): Promise<void> {
  for (let i = from; i < to; i++) {
    const body = { providerId: "openai", name: String(i), value: secret(i) };
    expect((await service.api("POST", "/provider-keys", body)).status).toBe(201);
  }
}

/** Adds rows as the service has made the first of them, each sealed for itself: by the API hundreds take seconds. */
async function multiply(db: Database, key: Buffer, to: number): Promise<void> {
  const sealer = createSealer(fixedKeys([key]));
  const made: Row[] = await db("provider_keys").select();
  const [first] = made as [Row];
  const more = Array.from({ length: to - made.length }, (_, index) => {
    const serial = made.length + index;
    const id = `${first.id.slice(0, -3)}${String(serial).padStart(3, "0")}`;
    return { ...first, id, name: String(serial), sealed_value: sealer.seal(secret(serial), id) };
  });
  await db.batchInsert("provider_keys", more, 50);
}

/** Every stored value opens with these keys, and is what was stored. */
async function expectWhole(db: Database, keys: Buffer[], count: number): Promise<void> {
  const rows: Row[] = await db("provider_keys").select("id", "name", "sealed_value");
  const sealer = createSealer(fixedKeys(keys));
  expect(rows.map((row) => sealer.open(row.sealed_value, row.id)).sort()).toEqual(
    Array.from({ length: count }, (_, i) => secret(i)).sort(),
  );
}

describeOnEveryDatabase("encryption-key rotate with keys from the environment", (start) => {
  let database: TestDatabase;
  let service: ControlPlane;
  let db: Database;
  const [oldKey, newKey] = [randomBytes(32), randomBytes(32)];
  const ring = [newKey, oldKey].map((key) => key.toString("base64")).join(",");
  const settings = (keys: string) => ({
    AIGATEWAY_DATABASE_URL: database.url,
    AIGATEWAY_ENCRYPTION_KEY: keys,
  });

  const left = async () =>
    (await db("provider_keys").whereNot("sealed_value", "like", `${prefixOf(newKey)}%`)).length;

  beforeAll(async () => {
    database = await start();
    db = openDatabase(readConfig({ AIGATEWAY_DATABASE_URL: database.url }).database);
    const before = await startControlPlane({ env: settings(oldKey.toString("base64")) });
    await store(before, 0, 10);
    await multiply(db, oldKey, 500);
    await before.close();
    service = await startControlPlane({
      env: { ...settings(ring), AIGATEWAY_BOOTSTRAP_API_KEY: before.apiKey },
    });
  });
  afterAll(async () => {
    await service?.close();
    await db?.destroy();
    await database.close();
  });

  test("stopped half-way it has lost nothing: what was sealed with either key opens", async () => {
    const stop = () => {
      throw new Error("stopped on purpose");
    };
    const sealer = createSealer(fixedKeys([newKey, oldKey]));
    await expect(reSeal(db, sealer, stop)).rejects.toThrow("stopped on purpose");
    expect(await left()).toBe(300);
    await expectWhole(db, [newKey, oldKey], 500);
  });

  test("killed it has lost nothing, and run again it completes, while the service writes", async () => {
    const killed = await runCli(["encryption-key", "rotate"], settings(ring), { killAt: "values" });
    expect(killed.exitCode).toBeNull();
    await expectWhole(db, [newKey, oldKey], 500);
    const [run] = await Promise.all([
      runCli(["encryption-key", "rotate", "--json"], settings(ring)),
      store(service, 500, 520),
    ]);
    expect([run.exitCode, run.json().unopened]).toEqual([0, []]);
    expect(await left()).toBe(0);
    await expectWhole(db, [newKey], 520);
  });

  test("run once more it has nothing to do", async () => {
    const run = await runCli(["encryption-key", "rotate", "--json"], settings(ring));
    expect(run.json()).toMatchObject({ count: 0, unopened: [] });
  });

  test("values of a key that is not given are left as they are, named, and the exit code is 1", async () => {
    const lost = await runCli(["encryption-key", "rotate"], settings(randomBytes(32).toString("base64")));
    expect(lost.exitCode).toBe(1);
    expect(lost.stderr).toContain("520 values can't be opened");
    expect(lost.stderr).toMatch(/aigpk_/);
    await expectWhole(db, [newKey], 520);
  });
});

describe("encryption-key rotate with a key file", () => {
  let database: TestDatabase;
  let service: ControlPlane;
  let db: Database;
  const settings = () => ({ AIGATEWAY_DATABASE_URL: database.url, AIGATEWAY_ENCRYPTION_KEY: "" });
  const file = () => join(dirname(database.url.slice("sqlite:".length)), "encryption.key");
  const keys = () =>
    readFileSync(file(), "utf8")
      .trim()
      .split("\n")
      .map((line) => Buffer.from(line, "base64"));

  beforeAll(async () => {
    database = await startSqlite();
    db = openDatabase(readConfig({ AIGATEWAY_DATABASE_URL: database.url }).database);
    service = await startControlPlane({ env: settings() });
  });
  afterAll(async () => {
    await service?.close();
    await db?.destroy();
    await database.close();
  });

  test("a new key is made, everything is sealed with it, and the running service seals with it without a restart", async () => {
    await store(service, 0, 3);
    const [first] = keys();
    const run = await runCli(["encryption-key", "rotate", "--json"], settings());
    expect([run.exitCode, run.json().count]).toEqual([0, 3]);
    const [second, kept] = keys();
    expect(kept).toEqual(first);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    await store(service, 3, 5);
    await expectWhole(db, [second as Buffer], 5);
  });

  test("the file keeps its mode and its owner, and where there is none, none is made", async () => {
    chmodSync(file(), 0o640);
    await runCli(["encryption-key", "rotate"], settings());
    expect(statSync(file()).mode & 0o777).toBe(0o640);
    chmodSync(file(), 0o600);
    const elsewhere = { ...settings(), AIGATEWAY_DATABASE_URL: `${database.url}-copy/copy.db` };
    mkdirSync(dirname(elsewhere.AIGATEWAY_DATABASE_URL.slice("sqlite:".length)));
    await runCli(["migrate"], elsewhere);
    const run = await runCli(["encryption-key", "rotate"], elsewhere);
    expect([run.exitCode, run.stderr]).toEqual([1, expect.stringContaining("There is no key file")]);
  });

  test("two rotations at once lose no key and no value", async () => {
    const runs = await Promise.all(
      [1, 2].map(() => runCli(["encryption-key", "rotate", "--json"], settings())),
    );
    expect(runs.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect(keys()).toHaveLength(5);
    await expectWhole(db, keys(), 5);
  });

  test("with --resume no further key is made", async () => {
    const run = await runCli(["encryption-key", "rotate", "--resume", "--json"], settings());
    expect(run.exitCode).toBe(0);
    expect(keys()).toHaveLength(5);
    await expectWhole(db, keys().slice(0, 1), 5);
  });
});
