import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

/**
 * Seals provider keys with AES-256-GCM. The row's id is authenticated with the value, so that a sealed value copied to
 * another row does not open. Several encryption keys form a ring: the first seals, all open.
 *
 * A sealed value is `v1.<key fingerprint>.<nonce, ciphertext and tag in base64url>`.
 */
export interface Sealer {
  seal(plaintext: string, rowId: string): string;
  /** Throws `SealError` when no key of the ring opens the value, or it was sealed for another row. */
  open(sealed: string, rowId: string): string;
}

export class SealError extends Error {
  override name = "SealError";
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A sealer over a ring of 32-byte keys, newest first. */
export function createSealer(keys: readonly Buffer[]): Sealer {
  const ring = new Map(keys.map((key) => [fingerprint(key), key]));
  const first = keys[0];
  if (!first) throw new SealError("There is no encryption key.");
  const sealingFingerprint = fingerprint(first);

  return {
    seal(plaintext, rowId) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", first, nonce).setAAD(Buffer.from(rowId));
      const ciphertext = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final()]);
      const sealed = Buffer.concat([nonce, ciphertext, cipher.getAuthTag()]);
      return `v1.${sealingFingerprint}.${sealed.toString("base64url")}`;
    },

    open(sealed, rowId) {
      const [version, keyFingerprint, body] = sealed.split(".");
      if (version !== "v1" || !keyFingerprint || !body) throw new SealError(`${rowId} is not sealed.`);
      const key = ring.get(keyFingerprint);
      if (!key) {
        throw new SealError(
          `${rowId} was sealed with a key (${keyFingerprint}) that AIGATEWAY_ENCRYPTION_KEY lacks.`,
        );
      }
      const bytes = Buffer.from(body, "base64url");
      try {
        const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE_BYTES), {
          authTagLength: TAG_BYTES,
        });
        decipher.setAAD(Buffer.from(rowId)).setAuthTag(bytes.subarray(-TAG_BYTES));
        const ciphertext = bytes.subarray(NONCE_BYTES, -TAG_BYTES);
        return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString("utf8");
      } catch {
        throw new SealError(`${rowId} does not open: it was altered, or sealed for another row.`);
      }
    },
  };
}

/** Names a key without giving it away. */
function fingerprint(key: Buffer): string {
  return createHash("sha256").update("aigateway encryption key").update(key).digest("hex").slice(0, 12);
}
