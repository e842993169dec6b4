import fc from "fast-check";
import {
  joinMetadata,
  PRIORITIES_NAME,
  splitMetadata,
} from "../../../terraform-provider/src/resources/attachment-priorities.ts";

const priorities = fc
  .uniqueArray(fc.stringMatching(/^aigpk_[0-9a-zA-Z]{1,27}$/))
  .chain((ids) => fc.tuple(...ids.map((id) => fc.tuple(fc.constant(id), fc.nat({ max: 999_999 })))))
  .map((entries) => new Map(entries));

const json = fc.oneof(
  fc.json(),
  fc.dictionary(fc.string(), fc.jsonValue()).map((members) => JSON.stringify(members, null, 2)),
);
const own = fc.oneof(
  fc.constant(null),
  fc.constantFrom("{}", " { } ", "{\n}", "[]", "null", '"text"', "a\n", "\n", "{not json"),
  json.filter((text) => text !== ""),
  fc.string({ minLength: 1, unit: "grapheme" }),
);

describe("a configuration's metadata", () => {
  test("holds priorities beside what its owner keeps there, and gives back both as they were", () => {
    fc.assert(
      fc.property(own, priorities, (text, map) => {
        const { own: given, priorities: read } = splitMetadata(joinMetadata({ own: text, priorities: map }));

        expect(given).toBe(text);
        expect(new Map([...read].sort())).toEqual(new Map([...map].sort()));
      }),
      { numRuns: 2000 },
    );
  });

  test("is still a JSON object with the owner's members if it was one", () => {
    const metadata = joinMetadata({ own: '{ "team": "web" }', priorities: new Map([["aigpk_b", 10]]) });

    expect(JSON.parse(metadata ?? "")).toEqual({ team: "web", [PRIORITIES_NAME]: { b: 10 } });
  });

  test("is written the same whatever the order in which keys were attached", () => {
    const entries = [
      ["aigpk_c", 1],
      ["aigpk_a", 2],
      ["aigpk_b", 2],
    ] as const;

    expect(joinMetadata({ own: null, priorities: new Map(entries) })).toBe(
      joinMetadata({ own: null, priorities: new Map(entries.toReversed()) }),
    );
  });

  test("without priorities is the owner's alone", () => {
    expect(joinMetadata({ own: "mine", priorities: new Map() })).toBe("mine");
    expect(joinMetadata({ own: null, priorities: new Map() })).toBeNull();
  });

  test("that another program has parsed and written again still tells the priorities", () => {
    const map = new Map([["aigpk_b", 10]]);
    const metadata = joinMetadata({ own: '{"team":"web"}', priorities: map }) ?? "";
    const { [PRIORITIES_NAME]: kept, ...others } = JSON.parse(metadata);

    const split = splitMetadata(JSON.stringify({ ...others, [PRIORITIES_NAME]: kept }, null, 2));

    expect(split).toEqual({ own: '{"team":"web"}', priorities: map });
  });

  test.each([`${PRIORITIES_NAME}={"b":"x"}`, `${PRIORITIES_NAME}={"b":1.5}`, `${PRIORITIES_NAME}={oops}`])(
    "with priorities that somebody has damaged has none: %s",
    (metadata) => expect(splitMetadata(metadata).priorities).toEqual(new Map()),
  );

  test("has room for the priorities of a hundred keys and more", () => {
    const ids = Array.from({ length: 110 }, (_, index) => `aigpk_01jy3v9rk8e7ttbfhx2k7m${1000 + index}`);
    const metadata = joinMetadata({ own: null, priorities: new Map(ids.map((id) => [id, 999])) });

    expect(ids[0]).toHaveLength("aigpk_01jy3v9rk8e7ttbfhx2k7m4d5c".length);
    expect(metadata?.length).toBeLessThanOrEqual(4096);
  });
});
