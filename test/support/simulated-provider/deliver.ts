import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

/** A response, in the parts in which it goes out. */
export interface Delivery {
  status: number;
  headers: Record<string, string>;
  parts: (string | Buffer)[];
  headersDelayMs: number;
  partDelayMs: number;
  /** What follows: a proper end; silence on an open connection; a cut connection; more and more, until the client goes. */
  ending: "end" | "hang" | "close" | "endless";
}

/** Who ended an exchange: the answer is complete, we cut it, or the client hung up. */
export type Outcome = "complete" | "cut" | "client hung up";

/** Sends a response and waits until the exchange is over. */
export async function deliver(response: ServerResponse, delivery: Delivery): Promise<Outcome> {
  const closed = once(response, "close");
  await send(response, delivery);
  if (delivery.ending === "close" && !response.destroyed) {
    response.destroy();
    await closed;
    return "cut";
  }
  await closed;
  return response.writableFinished ? "complete" : "client hung up";
}

/** Answers nothing at all. */
export async function withhold(response: ServerResponse, ending: "hang" | "close"): Promise<Outcome> {
  const closed = once(response, "close");
  if (ending === "close") response.destroy();
  await closed;
  return ending === "close" ? "cut" : "client hung up";
}

async function send(response: ServerResponse, delivery: Delivery): Promise<void> {
  if (delivery.headersDelayMs > 0) await sleep(delivery.headersDelayMs);
  if (response.destroyed) return;
  response.writeHead(delivery.status, delivery.headers);
  // Else they go out together with the first part.
  if (delivery.parts.length === 0 || delivery.partDelayMs > 0) response.flushHeaders();
  for (const part of delivery.parts) {
    if (delivery.partDelayMs > 0) await sleep(delivery.partDelayMs);
    if (response.destroyed) return;
    await write(response, part);
  }
  if (response.destroyed) return;
  if (delivery.ending === "end") response.end();
  else if (delivery.ending === "endless") await sendEndlessly(response);
  // A connection that is cut before its bytes are out would lose them.
  else if (delivery.parts.length > 0) await new Promise((resolve) => response.write("", resolve));
}

/** One line without an end, which nobody can take for a whole answer or a whole event. */
async function sendEndlessly(response: ServerResponse): Promise<void> {
  await write(response, "data: ");
  const filler = Buffer.alloc(1024 * 1024, "x");
  while (!response.destroyed) await write(response, filler);
}

/** Waiting for a slow reader keeps memory flat, as at a real provider. */
async function write(response: ServerResponse, part: string | Buffer): Promise<void> {
  if (response.write(part)) return;
  await new Promise<void>((resolve) => {
    const go = () => {
      response.off("drain", go).off("close", go);
      resolve();
    };
    response.on("drain", go).on("close", go);
  });
}
