import { randomFillSync } from "node:crypto";
import { systemClock } from "./clock.ts";

// A package makes these, too (typeid-js, with which the tests read them). Each request needs two, and it takes ten times
// as long for one: it has 128-bit numbers and an object for each.

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const BYTES = 16;
/** Randomness is drawn for this many at once. */
const POOL = new Uint8Array(BYTES * 256);
const MAX_COUNTER = 0xfff;

let poolAt = POOL.length;
let lastMs = 0;
let counter = 0;
const bytes = new Uint8Array(BYTES);

/**
 * The 26 characters of a TypeID: a UUIDv7 in Crockford's base 32. Of those made in one millisecond, twelve bits
 * count up (RFC 9562, 6.2, method 1), so that each is larger than the one before; 62 bits are random.
 */
export function newTypeIdSuffix(): string {
  draw();
  let ms = systemClock.now();
  if (ms > lastMs) {
    counter = ((bytes[6] as number) << 8) | (bytes[7] as number);
    counter &= MAX_COUNTER >> 1; // room to count
  } else {
    // The clock stands still or was put back: time goes on from where it was.
    ms = lastMs;
    if (++counter > MAX_COUNTER) {
      counter = 0;
      ms++;
    }
  }
  lastMs = ms;
  for (let i = 5, rest = ms; i >= 0; i--) {
    bytes[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = 0x70 | (counter >> 8);
  bytes[7] = counter & 0xff;
  bytes[8] = 0x80 | ((bytes[8] as number) & 0x3f);
  return encode();
}

function draw(): void {
  if (poolAt === POOL.length) {
    randomFillSync(POOL);
    poolAt = 0;
  }
  bytes.set(POOL.subarray(poolAt, poolAt + BYTES));
  poolAt += BYTES;
}

/** 128 bits are 26 characters of five, the first of which has three. */
function encode(): string {
  let text = "";
  let held = 0;
  let bits = 2; // two zeros come before the first byte
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET[(held >> bits) & 31];
    }
  }
  return text;
}
