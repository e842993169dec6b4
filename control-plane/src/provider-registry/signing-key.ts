import type { Clock } from "../clock.ts";
import type { Sealer } from "../crypto/seal.ts";
import type { Database } from "../database.ts";

/** What releases are signed with. */
export interface SigningKey {
  /** Sixteen hexadecimal digits, by which Terraform finds the key. */
  keyId: string;
  /** The public part, in ASCII armor. */
  publicKey: string;
  /** A detached signature, in its binary form. */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

/** All processes on a database have one key. */
const ID = "registry";
const USER = { name: "aigateway provider registry" };
/** RSA: what every Terraform and OpenTofu verifies. */
const BITS = 3072;

/**
 * The key of this database, made when it is first asked for and sealed like every secret. Of several processes that make
 * one at the same time, all use the one that was stored first.
 */
export async function signingKey(options: {
  db: Database;
  sealer: Sealer;
  clock: Clock;
}): Promise<SigningKey> {
  const { db, sealer, clock } = options;
  const find = () =>
    db("registry_signing_keys")
      .where({ id: ID })
      .first<{ public_key: string; sealed_private_key: string } | undefined>();
  // Most processes never serve a release: a megabyte that they need not load.
  const openpgp = await import("openpgp");

  let row = await find();
  if (!row) {
    const made = await openpgp.generateKey({
      type: "rsa",
      rsaBits: BITS,
      userIDs: [USER],
      format: "armored",
    });
    await db("registry_signing_keys")
      .insert({
        id: ID,
        public_key: made.publicKey,
        sealed_private_key: sealer.seal(made.privateKey, ID),
        created_at: clock.now(),
      })
      .onConflict("id")
      .ignore();
    row = await find();
  }
  if (!row) throw new Error("The registry's signing key was removed while it was made.");
  const privateKey = await openpgp.readPrivateKey({ armoredKey: sealer.open(row.sealed_private_key, ID) });
  return {
    keyId: privateKey.getKeyID().toHex().toUpperCase(),
    publicKey: row.public_key,
    sign: async (binary) => {
      const message = await openpgp.createMessage({ binary });
      return openpgp.sign({ message, signingKeys: privateKey, detached: true, format: "binary" });
    },
  };
}
