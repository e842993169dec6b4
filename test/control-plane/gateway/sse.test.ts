import fc from "fast-check";
import { dataOf, EventSplitter } from "../../../control-plane/src/gateway/sse.ts";

function split(chunks: Buffer[]): { events: string[]; rest: string } {
  const splitter = new EventSplitter();
  const events: string[] = [];
  for (const chunk of chunks) {
    splitter.push(chunk);
    for (let event = splitter.next(); event; event = splitter.next()) events.push(event.toString("utf8"));
  }
  return { events, rest: splitter.rest().toString("utf8") };
}

function cut(text: string, at: number[]): Buffer[] {
  const bytes = Buffer.from(text);
  const marks = [0, ...at.map((each) => each % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return marks.slice(1).map((end, i) => bytes.subarray(marks[i], end));
}

const eventText = fc
  .tuple(
    fc.array(fc.constantFrom("data: {}", "data:é", ": ping", "event: x", "id: 1"), {
      minLength: 1,
      maxLength: 3,
    }),
    fc.constantFrom("\n", "\r\n"),
  )
  .map(([lines, end]) => lines.join(end) + end + end);

test("however the network cuts a stream, the same events come out with the same bytes", () => {
  fc.assert(
    fc.property(fc.array(eventText), fc.array(fc.nat()), (events, at) => {
      expect(split(cut(events.join(""), at))).toEqual({ events, rest: "" });
    }),
  );
});

test("what nobody finished is kept apart", () => {
  expect(split([Buffer.from("data: 1\n\ndata: 2\n")])).toEqual({
    events: ["data: 1\n\n"],
    rest: "data: 2\n",
  });
});

test("the first data is seen behind heart-beats, and nothing is taken out by looking", () => {
  const splitter = new EventSplitter();
  splitter.push(Buffer.from(": ping\n\n: ping\n\ndata: a\nda"));
  expect(splitter.peekData()).toBeUndefined();
  splitter.push(Buffer.from("ta: b\n\n"));
  expect(splitter.peekData()).toBe("a\nb");
  expect(splitter.next()?.toString()).toBe(": ping\n\n");
});

test("data is joined over its lines, with or without a space after the colon", () => {
  expect(dataOf(Buffer.from("event: x\r\ndata:1\r\ndata: 2\r\n\r\n"))).toBe("1\n2");
  expect(dataOf(Buffer.from(": comment\n\n"))).toBeUndefined();
});
