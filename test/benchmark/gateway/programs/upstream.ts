// The upstream of the benchmark: as fast as Node can be, so that what is measured is what stands before it. The model
// decides what it does; everything else in a request is read and forgotten.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { completion, stream } from "./answers.ts";
import { listen } from "./listen.ts";

/** Long enough for thousands to be open at once. */
const HEARTBEAT_MS = 15_000;
const HEARTBEAT = Buffer.from(": still here\n\n");

const settings = { chunks: Number(process.env.CHUNKS), chunkDelayMs: Number(process.env.CHUNK_DELAY_MS) };
const json = completion();
const events = stream(settings.chunks);
const JSON_HEADERS = { "content-type": "application/json", "content-length": json.length };
const STREAM_HEADERS = { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache" };
const FAULT = Buffer.from(
  JSON.stringify({ error: { message: "The server had an error.", type: "server_error" } }),
);

function answer(body: string, response: ServerResponse): void {
  if (body.includes('"model":"fault"')) {
    response
      .writeHead(500, { "content-type": "application/json", "content-length": FAULT.length })
      .end(FAULT);
  } else if (!body.includes('"stream":true')) {
    response.writeHead(200, JSON_HEADERS).end(json);
  } else if (body.includes('"model":"held"')) {
    hold(response);
  } else {
    const breaksOff = body.includes('"model":"cut"');
    sendStream(response, { withUsage: body.includes('"include_usage":true'), breaksOff });
  }
}

/** The first chunk at once, the others one by one. */
function sendStream(response: ServerResponse, how: { withUsage: boolean; breaksOff: boolean }): void {
  let next = 0;
  const send = () => {
    if (response.destroyed) return;
    if (how.breaksOff && next === Math.floor(settings.chunks / 2)) return void response.destroy();
    response.write(events.chunks[next++] as Buffer);
    if (next < settings.chunks) return void setTimeout(send, settings.chunkDelayMs);
    response.end(how.withUsage ? Buffer.concat([events.usage, events.done]) : events.done);
  };
  response.writeHead(200, STREAM_HEADERS);
  send();
}

/** A stream that says one word and then only that it is there. */
function hold(response: ServerResponse): void {
  response.writeHead(200, STREAM_HEADERS);
  response.write(events.chunks[0] as Buffer);
  const heartbeat = setInterval(() => response.write(HEARTBEAT), HEARTBEAT_MS);
  response.once("close", () => clearInterval(heartbeat));
}

function serve(request: IncomingMessage, response: ServerResponse): void {
  const pieces: Buffer[] = [];
  request.on("data", (piece: Buffer) => pieces.push(piece));
  request.on("end", () => answer(Buffer.concat(pieces).toString("latin1"), response));
}

listen(createServer({ keepAliveTimeout: 60_000 }, serve));
