import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import type { KeySource } from "./key-source.ts";

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
  /** What everything that is sealed now begins with: it names the key. */
  prefix(): string;
}

export class SealError extends Error {
  override name = "SealError";
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

interface Ring {
  keys: readonly Buffer[];
  /** The key that seals. */
  first: Buffer;
  byFingerprint: Map<string, Buffer>;
}

/** A sealer over the keys of a source. */
export function createSealer(source: KeySource): Sealer {
  let ring = ringOf(source.keys());

  function current(): Ring {
    const keys = source.keys();
    if (keys !== ring.keys) ring = ringOf(keys);
    return ring;
  }

  return {
    prefix: () => `v1.${fingerprint(current().first)}.`,

    seal(plaintext, rowId) {
      const { first } = current();
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", first, nonce).setAAD(Buffer.from(rowId));
      const ciphertext = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final()]);
      const sealed = Buffer.concat([nonce, ciphertext, cipher.getAuthTag()]);
      return `v1.${fingerprint(first)}.${sealed.toString("base64url")}`;
    },

    open(sealed, rowId) {
      const [version, keyFingerprint, body] = sealed.split(".");
      if (version !== "v1" || !keyFingerprint || !body) throw new SealError(`${rowId} is not sealed.`);
      const key = current().byFingerprint.get(keyFingerprint);
      if (!key) {
        throw new SealError(
          `${rowId} was sealed with the encryption key ${keyFingerprint}, which is not among those given (AIGATEWAY_ENCRYPTION_KEY, or the key file).`,
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

function ringOf(keys: readonly Buffer[]): Ring {
  const first = keys[0];
  if (!first) throw new SealError("There is no encryption key.");
  return { keys, first, byFingerprint: new Map(keys.map((key) => [fingerprint(key), key])) };
}

/** Names a key without giving it away. */
function fingerprint(key: Buffer): string {
  return createHash("sha256").update("aigateway encryption key").update(key).digest("hex").slice(0, 12);
}
