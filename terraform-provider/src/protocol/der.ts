/** The few ASN.1 DER encodings that a certificate needs. */

export function der(tag: number, ...contents: Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag]), lengthOf(content), content]);
}

function lengthOf(content: Uint8Array): Buffer {
  if (content.length < 0x80) return Buffer.from([content.length]);
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(content.length);
  const significant = bytes.subarray(bytes.findIndex((byte) => byte !== 0));
  return Buffer.concat([Buffer.from([0x80 | significant.length]), significant]);
}

export const sequence = (...contents: Uint8Array[]) => der(0x30, ...contents);
export const set = (...contents: Uint8Array[]) => der(0x31, ...contents);
export const integer = (bytes: Uint8Array) => der(0x02, bytes);
export const octetString = (content: Uint8Array) => der(0x04, content);
export const boolean = (value: boolean) => der(0x01, Buffer.from([value ? 0xff : 0]));
export const utf8String = (text: string) => der(0x0c, Buffer.from(text));
/** A bit string whose last byte has `unused` bits that don't count. */
export const bitString = (content: Uint8Array, unused = 0) => der(0x03, Buffer.from([unused]), content);
/** A context-specific, constructed tag, `[number]` in ASN.1 modules. */
export const tagged = (number: number, ...contents: Uint8Array[]) => der(0xa0 | number, ...contents);

/** A date before 2050, in the form that certificates prescribe for it: `YYMMDDHHMMSSZ`. */
export function utcTime(date: Date): Buffer {
  const digits = date.toISOString().replace(/[-:T]/g, "").slice(2, 14);
  return der(0x17, Buffer.from(`${digits}Z`));
}

export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return der(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(number: number): number[] {
  const digits = [number & 0x7f];
  for (let rest = number >> 7; rest > 0; rest >>= 7) digits.unshift((rest & 0x7f) | 0x80);
  return digits;
}
