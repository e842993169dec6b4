import { hash, randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

/**
 * Credentials that this service hands out: `ng-<public part>-g1-<secret part>` for access keys, with `a1` instead of
 * `g1` for API keys. The public part tells keys apart in logs; the secret part ends in a checksum over everything
 * before it, so that a mistyped or cut token is refused without a look-up.
 */
export type TokenKind = "g1" | "a1";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const PUBLIC_LENGTH = 12;
const SECRET_LENGTH = 40; // 238 bits
const CHECKSUM_LENGTH = 6; // 32 bits in base 62
const SHAPE = new RegExp(
  `^ng-[0-9A-Za-z]{${PUBLIC_LENGTH}}-(g1|a1)-[0-9A-Za-z]{${SECRET_LENGTH + CHECKSUM_LENGTH}}$`,
);

/** A new token. It is never stored; keep `hashToken` of it. */
export function makeToken(kind: TokenKind): string {
  const unsummed = `ng-${randomText(PUBLIC_LENGTH)}-${kind}-${randomText(SECRET_LENGTH)}`;
  return unsummed + checksum(unsummed);
}

/** Whether the text has a token's shape and its checksum is right. Says nothing about whether it is known. */
export function isWellFormedToken(text: string, kind: TokenKind): boolean {
  const match = SHAPE.exec(text);
  if (match?.[1] !== kind) return false;
  return checksum(text.slice(0, -CHECKSUM_LENGTH)) === text.slice(-CHECKSUM_LENGTH);
}

/** What is stored of a token. It has 238 bits of entropy, so a plain hash is enough; a slow one would only cost time. */
export function hashToken(token: string): string {
  return hash("sha256", token, "base64url");
}

/** How a secret is shown: its first ten characters, three stars, its last four. Short secrets show nothing. */
export function redact(secret: string): string {
  return secret.length < 20 ? "***" : `${secret.slice(0, 10)}***${secret.slice(-4)}`;
}

const TOKEN_IN_TEXT = /ng-[0-9A-Za-z]+-(?:g1|a1)-[0-9A-Za-z]+/g;

/** A text that somebody may have put a token into, such as a path, with the tokens redacted. */
export function maskTokens(text: string): string {
  return text.includes("ng-") ? text.replace(TOKEN_IN_TEXT, redact) : text;
}

function checksum(text: string): string {
  let rest = crc32(text);
  let digits = "";
  for (let i = 0; i < CHECKSUM_LENGTH; i++) {
    digits = ALPHABET[rest % 62] + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

/** Uniform over the alphabet: bytes of 248 and more would favour its first letters, so they are thrown away. */
function randomText(length: number): string {
  let text = "";
  while (text.length < length) {
    for (const byte of randomBytes(length * 2)) {
      if (byte < 248 && text.length < length) text += ALPHABET[byte % 62];
    }
  }
  return text;
}
