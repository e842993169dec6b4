import { connect } from "node:net";
import { MESSAGES, startGateway, type TestGateway } from "../../support/gateway.ts";

/** Requests whose end two readers would see at different places, sent byte by byte as they stand here. */
let gateway: TestGateway;
let token: string;

beforeAll(async () => {
  gateway = await startGateway();
  ({ token } = await gateway.accessKey());
});
afterAll(() => gateway?.close());
beforeEach(() => gateway.upstream.reset());

/** Sends bytes, and gives all that comes back until the connection is closed, or has been silent. */
function exchange(bytes: string): Promise<string> {
  const { port, hostname } = new URL(gateway.service.baseUrl);
  return new Promise((resolve) => {
    let received = "";
    const socket = connect(Number(port), hostname, () => socket.write(bytes, "latin1"));
    socket.setTimeout(2000, () => socket.destroy());
    socket.on("data", (chunk) => {
      received += chunk.toString("latin1");
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(received));
  });
}

const BODY = JSON.stringify({ model: "m1", messages: MESSAGES });
const CHUNKED = `${BODY.length.toString(16)}\r\n${BODY}\r\n0\r\n\r\n`;
const post = (headers: string[], body: string) =>
  [
    "POST /v1/chat/completions HTTP/1.1",
    "Host: gateway.example.com",
    `Authorization: Bearer ${token}`,
    "Content-Type: application/json",
    ...headers,
    "",
    body,
  ].join("\r\n");
/** What an attacker would like to have served as somebody's next request. */
const hidden = () => post([`Content-Length: ${BODY.length}`], BODY);
const statuses = (received: string) =>
  [...received.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status);

test("a request as it should be is served, with a length and in chunks: the cases below differ by one line", async () => {
  for (const [header, body] of [
    [`Content-Length: ${BODY.length}`, BODY],
    ["Transfer-Encoding: chunked", CHUNKED],
  ] as const) {
    expect(statuses(await exchange(post([header, "Connection: close"], body)))).toEqual(["200"]);
  }
  expect(gateway.upstream.requests).toHaveLength(2);
});

const LENGTH = `Content-Length: ${BODY.length}`;
test.each<[string, string[], string]>([
  ["two different lengths", [LENGTH, "Content-Length: 1"], BODY],
  ["the same length twice", [LENGTH, LENGTH], BODY],
  ["a list of lengths", [`${LENGTH}, ${BODY.length}`], BODY],
  ["a length with a sign", [`Content-Length: +${BODY.length}`], BODY],
  ["a negative length", ["Content-Length: -1"], BODY],
  ["a length in hexadecimal", [`Content-Length: 0x${BODY.length.toString(16)}`], BODY],
  ["a length with a space in it", ["Content-Length: 1 0"], BODY],
  ["a length and chunks", [LENGTH, "Transfer-Encoding: chunked"], CHUNKED],
  ["chunks and a length", ["Transfer-Encoding: chunked", "Content-Length: 4"], CHUNKED],
  ["chunks that are not the last coding", ["Transfer-Encoding: chunked, identity"], CHUNKED],
  ["an unknown coding", ["Transfer-Encoding: xchunked"], CHUNKED],
  ["chunks twice", ["Transfer-Encoding: chunked", "Transfer-Encoding: chunked, x"], CHUNKED],
  ["a space before the colon", ["Transfer-Encoding : chunked"], CHUNKED],
  ["a control character before the coding", ["Transfer-Encoding: \x0bchunked"], CHUNKED],
  ["a header that goes on in the next line", ["X-Folded: a", " b", LENGTH], BODY],
  ["a header without a name", [": x", LENGTH], BODY],
  ["a header with a NUL", ["X-Note: a\0b", LENGTH], BODY],
  ["a line that ends in a line feed only", [`X-Note: a\nTransfer-Encoding: chunked`, LENGTH], BODY],
  ["a line that ends in a carriage return only", [`X-Note: a\rTransfer-Encoding: chunked`, LENGTH], BODY],
  ["a chunk whose size is no number", ["Transfer-Encoding: chunked"], `0x5\r\n${BODY}\r\n0\r\n\r\n`],
  ["a chunk with a negative size", ["Transfer-Encoding: chunked"], `-1\r\n${BODY}\r\n0\r\n\r\n`],
  [
    "a chunk whose size overflows",
    ["Transfer-Encoding: chunked"],
    `fffffffffffffffff\r\n${BODY}\r\n0\r\n\r\n`,
  ],
  ["a chunk that is longer than its size", ["Transfer-Encoding: chunked"], `5\r\n${BODY}\r\n0\r\n\r\n`],
])(
  "%s: the request is refused and its connection closed; neither it nor what follows goes upstream",
  async (_, headers, body) => {
    const received = await exchange(post(headers, body) + hidden());
    expect(statuses(received)).toEqual(["400"]);
    expect(received).toMatch(/connection: close/i);
    expect(received).not.toContain(token);
    expect(gateway.upstream.requests).toEqual([]);
  },
);

test("what comes after a body's length is a request of its own: without a key it is not served", async () => {
  const bare = ["POST /v1/chat/completions HTTP/1.1", "Host: x", "Connection: close", LENGTH, "", BODY].join(
    "\r\n",
  );
  const received = await exchange(post([LENGTH], BODY) + bare);
  expect(statuses(received)).toEqual(["200", "401"]);
  expect(gateway.upstream.requests).toHaveLength(1);
});
