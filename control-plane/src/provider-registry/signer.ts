import { dropOldest } from "../drop-oldest.ts";
import type { SigningKey } from "./signing-key.ts";

/** Signs each text once: signing takes milliseconds of a processor, and anybody may ask as often as they like. */
export interface Signer {
  key(): Promise<SigningKey>;
  signatureOf(text: string): Promise<Uint8Array>;
}

/** More than a folder has versions; only their checksums are signed. */
const MAX_SIGNATURES = 1000;

/** After a failure: where a key can't be stored, each request would make another, which takes long. */
const LOAD_AGAIN_AFTER_MS = 1000;

/** @param load Called when the key is first needed, and again some time after a failure. */
export function createSigner(load: () => Promise<SigningKey>): Signer {
  let loading: Promise<SigningKey> | undefined;
  const signatures = new Map<string, Promise<Uint8Array>>();

  function key(): Promise<SigningKey> {
    loading ??= load().catch((error) => {
      setTimeout(() => {
        loading = undefined;
      }, LOAD_AGAIN_AFTER_MS).unref();
      throw error;
    });
    return loading;
  }

  async function sign(text: string): Promise<Uint8Array> {
    return (await key()).sign(Buffer.from(text));
  }

  return {
    key,

    signatureOf(text) {
      let signature = signatures.get(text);
      if (!signature) {
        signature = sign(text).catch((error) => {
          signatures.delete(text);
          throw error;
        });
        signatures.set(text, signature);
        dropOldest(signatures, MAX_SIGNATURES);
      }
      return signature;
    },
  };
}
