import type { IncomingMessage } from "node:http";

/** The body has more bytes than the limit. */
export class TooLarge extends Error {
  override name = "TooLarge";
}

/**
 * Reads a request's body whole. Throws `TooLarge` as soon as the limit is passed, at the header already where the
 * client states a length, and leaves the rest unread.
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  if (Number(request.headers["content-length"] ?? 0) > limit) throw new TooLarge();
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit) throw new TooLarge();
    chunks.push(chunk);
  }
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
}
