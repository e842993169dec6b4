import { createConnection, type Socket } from "node:net";

export interface Answer {
  status: number;
  /** `performance.now()` at the first byte of the body. */
  firstByteAt: number;
  /** The body's last characters, the framing of a chunked one included. */
  tail: string;
}

/** Characters at the end that are looked at: `[DONE]` and what ends a chunked body. */
const TAIL_LENGTH = 64;
const END_OF_HEAD = "\r\n\r\n";
const LAST_CHUNK = "\r\n0\r\n\r\n";
const READ_BUFFER_BYTES = 64 * 1024;

/**
 * A connection that is kept, for one request at a time. It knows just enough of HTTP to see where an answer ends: a
 * complete client would take more time than some of what is measured.
 */
export class ClientConnection {
  readonly #socket: Socket;
  readonly #opened: Promise<void>;
  #head = "";
  #answer: Answer | undefined;
  /** Bytes of the body that are still to come; Infinity: until the last chunk. */
  #left = 0;
  #onFirstByte: ((answer: Answer) => void) | undefined;
  #settle: { resolve(answer: Answer): void; reject(error: Error): void } | undefined;

  constructor(host: string, port: number) {
    this.#socket = createConnection({
      host,
      port,
      noDelay: true,
      onread: {
        buffer: sharedBuffer,
        callback: (length, buffer) => {
          this.#read(buffer as Buffer, length);
          return true;
        },
      },
    });
    this.#opened = new Promise((resolve, reject) => {
      this.#socket.once("connect", resolve);
      this.#socket.once("error", reject);
    });
    this.#opened.catch(() => undefined);
    const broken = (error?: Error) => this.#fail(error ?? new Error("The connection was closed."));
    this.#socket.on("error", broken).on("close", () => broken());
  }

  opened(): Promise<void> {
    return this.#opened;
  }

  /** Sends a request as it is; resolves with the end of its answer. */
  send(request: Buffer, onFirstByte?: (answer: Answer) => void): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#socket.destroyed) return reject(new Error("The connection has been closed."));
      this.#settle = { resolve, reject };
      this.#onFirstByte = onFirstByte;
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#settle = undefined;
    this.#socket.destroy();
  }

  #read(buffer: Buffer, length: number): void {
    let from = 0;
    if (!this.#answer) {
      const before = this.#head.length;
      this.#head += buffer.toString("latin1", 0, length);
      const end = this.#head.indexOf(END_OF_HEAD);
      if (end < 0) return;
      from = end + END_OF_HEAD.length - before;
      this.#begin(this.#head.slice(0, end));
      this.#head = "";
    }
    if (from < length) this.#readBody(buffer, from, length);
  }

  #begin(head: string): void {
    const size = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
    this.#left = size === undefined ? Number.POSITIVE_INFINITY : Number(size);
    this.#answer = { status: Number(head.slice(9, 12)), firstByteAt: 0, tail: "" };
  }

  #readBody(buffer: Buffer, from: number, to: number): void {
    const answer = this.#answer as Answer;
    if (answer.firstByteAt === 0) {
      answer.firstByteAt = performance.now();
      this.#onFirstByte?.(answer);
    }
    answer.tail = (answer.tail + buffer.toString("latin1", Math.max(from, to - TAIL_LENGTH), to)).slice(
      -TAIL_LENGTH,
    );
    this.#left -= to - from;
    const ended =
      this.#left === Number.POSITIVE_INFINITY ? answer.tail.endsWith(LAST_CHUNK) : this.#left <= 0;
    if (!ended) return;
    const settle = this.#settle;
    this.#answer = undefined;
    this.#settle = undefined;
    settle?.resolve(answer);
  }

  #fail(error: Error): void {
    this.#settle?.reject(error);
    this.#settle = undefined;
  }
}

/** One for all: what is read is looked at before the next read. */
const sharedBuffer = Buffer.allocUnsafe(READ_BUFFER_BYTES);
