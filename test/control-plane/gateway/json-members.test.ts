import fc from "fast-check";
import { editMembers } from "../../../control-plane/src/gateway/json-members.ts";

const value = fc.jsonValue();
const object = fc.dictionary(fc.string(), value, { noNullPrototype: true });

test("an edited object means what setting and removing its members means", () => {
  fc.assert(
    fc.property(object, fc.nat(3), fc.string(), fc.constantFrom(0, 2), (source, size, model, indent) => {
      const json = JSON.stringify(source, null, indent);
      const doomed = new Set(Object.keys(source).slice(0, size));
      const set = { model: JSON.stringify(model) };
      const expected: Record<string, unknown> = JSON.parse(json);
      for (const name of doomed) delete expected[name];
      expected.model = model;
      const edited = JSON.parse(editMembers(json, { set, remove: (name) => doomed.has(name) }));
      expect(edited).toEqual(JSON.parse(JSON.stringify(expected)));
    }),
  );
});

test("without edits the members' own text stays, numbers beyond JavaScript included", () => {
  const json = '{ "seed": 12345678901234567890, "a" : [1,{"b":"}\\""}], "t": 1.0 }';
  expect(editMembers(json, {})).toBe('{"seed": 12345678901234567890,"a" : [1,{"b":"}\\""}],"t": 1.0}');
});

test("a member that is written twice is left once", () => {
  expect(editMembers('{"model":"a","x":1,"model":"b"}', { set: { model: '"c"' } })).toBe(
    '{"model":"c","x":1}',
  );
});
