import { randomBytes } from "node:crypto";
import { createMessage, readKey, readSignature, verify } from "openpgp";
import { systemClock as clock } from "../../control-plane/src/clock.ts";
import { readConfig } from "../../control-plane/src/config.ts";
import { fixedKeys } from "../../control-plane/src/crypto/key-source.ts";
import { reSeal } from "../../control-plane/src/crypto/re-seal.ts";
import { createSealer } from "../../control-plane/src/crypto/seal.ts";
import { type Database, openDatabase } from "../../control-plane/src/database.ts";
import { migrate } from "../../control-plane/src/migrate.ts";
import { signingKey } from "../../control-plane/src/provider-registry/signing-key.ts";
import { describeOnEveryDatabase, type TestDatabase } from "../support/databases.ts";

describeOnEveryDatabase("the registry's signing key", (start: () => Promise<TestDatabase>) => {
  let database: TestDatabase;
  let processes: Database[];
  const [first, second] = [randomBytes(32), randomBytes(32)];

  beforeAll(async () => {
    database = await start();
    const config = readConfig({ AIGATEWAY_DATABASE_URL: database.url }).database;
    processes = [openDatabase(config), openDatabase(config)];
    await migrate(processes[0] as Database);
  });
  afterAll(async () => {
    for (const each of processes) await each.destroy();
    await database.close();
  });

  test("is one for all processes, also when they make it at the same time, and stays what it is", async () => {
    const sealer = createSealer(fixedKeys([first]));
    const made = await Promise.all(processes.map((db) => signingKey({ db, sealer, clock })));
    expect(made[1]?.publicKey).toBe(made[0]?.publicKey);
    expect(made[1]?.keyId).toMatch(/^[0-9A-F]{16}$/);
    const again = await signingKey({ db: processes[0] as Database, sealer, clock });
    expect(again.keyId).toBe(made[0]?.keyId);
  });

  test("signs what its public part verifies, is sealed at rest, and goes along when the encryption key rotates", async () => {
    const [db] = processes as [Database];
    const [row] = await db("registry_signing_keys").select();
    expect(JSON.stringify(row)).not.toContain("PRIVATE KEY");
    const rotated = createSealer(fixedKeys([second, first]));
    expect(await reSeal(db, rotated)).toEqual({ count: 1, unopened: [] });

    const key = await signingKey({ db, sealer: createSealer(fixedKeys([second])), clock });
    const binary = Buffer.from("what is signed");
    const signature = await readSignature({ binarySignature: await key.sign(binary) });
    const { signatures } = await verify({
      message: await createMessage({ binary }),
      signature,
      verificationKeys: await readKey({ armoredKey: key.publicKey }),
    });
    await expect(signatures[0]?.verified).resolves.toBe(true);
  });
});
