import fc, { type Arbitrary } from "fast-check";
import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { describeOnEveryDatabase, type TestDatabase } from "../support/databases.ts";
import { apiDocument, violations } from "../support/openapi-check.ts";

// A longer search: PROPERTY_RUNS=1000 PROPERTY_SEED=$RANDOM npx jest properties
const numRuns = Number(process.env.PROPERTY_RUNS ?? 40);
const seed = Number(process.env.PROPERTY_SEED ?? 20_261_124);
const timeout = 30_000 + 500 * numRuns;

interface Schema {
  $ref?: string;
  anyOf?: Schema[];
  oneOf?: Schema[];
  const?: unknown;
  enum?: unknown[];
  type?: string;
  format?: string;
  minimum?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
}
interface Operation {
  parameters?: { in: string; name: string; required?: boolean; schema: Schema }[];
  requestBody?: { content: { "application/json": { schema: Schema } } };
}
const { paths, components } = apiDocument as unknown as {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
};
const documented = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => [method.toUpperCase(), path, operation] as const),
);
/** What deletes comes last, lest the others find nothing. */
const operations = documented.sort(([a], [b]) => Number(a === "DELETE") - Number(b === "DELETE"));
/** Stripe is not set up here, and the document says that it need not be. */
const MAY_BE_501 = ["/credits/checkout-session", "/webhooks/stripe"];

// Placeholders, for what exists only when it is sent, makes a report unreadable, or is written by no JSON.stringify.
const id = fc.nat(999).map((n) => `_id${n}_`);
const asSent = (text: string, ids: readonly string[] = [], longest = 2 ** 21) =>
  text
    .replace(/_id(\d+)_/g, (_, n) => ids[Number(n) % ids.length] ?? "none")
    .replace(/_x(\d+)_/g, (_, n) => "x".repeat(Math.min(Number(n), longest)))
    .replaceAll('"_deep_"', "[".repeat(20_000) + "]".repeat(20_000))
    .replaceAll('"_infinity_"', "1e400");

const words = "openai groq own 15m 720h MTc2NDAwMDAwMDAwMCBh".split(" ");
const nasty =
  "__proto__ constructor toString ' % 💥 \u202e _deep_ _infinity_ _x256_ _x5000_ _x9000_ 0s 1e999h".split(
    " ",
  );
const broken = [
  "",
  " ",
  "\0",
  "a\0b",
  "\ud800",
  "\udfff\ud83d",
  "9999-12-31T23:59:59-14:00",
  "0000-01-01T00:00:00Z",
];
const shortText = fc.string({ unit: "grapheme-ascii", minLength: 1 });
const tameText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...words) },
  { weight: 1, arbitrary: id },
  { weight: 1, arbitrary: shortText },
);
const wildText = fc.oneof(tameText, fc.constantFrom(...nasty, ...broken), fc.string({ unit: "binary" }));
const wildNumber = fc.oneof(
  fc.constantFrom(0, -0, -1, 1.5, 2 ** 31, 2 ** 53 - 1, 2 ** 53, 2 ** 63, 1e308),
  fc.integer(),
);
const junk = fc.oneof(
  wildText,
  wildNumber,
  fc.constantFrom(null, true, [], {}),
  fc.jsonValue({ maxDepth: 2 }),
);
const latin1 = fc.string({
  unit: fc.nat(0xde).map((n) => String.fromCharCode(0x21 + n).replace("\x7f", "~")),
  maxLength: 300,
});
const times = fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true });

/** Mostly the first, now and then the second. */
const mostly = <T, U>(usual: Arbitrary<T>, unusual: Arbitrary<U>): Arbitrary<T | U> =>
  fc.oneof({ weight: 12, arbitrary: usual }, { weight: 1, arbitrary: unusual });

/** What the schema allows; if `wild`, only about that, and any part of it may be something else. */
function near(schema: Schema, wild: boolean): Arbitrary<unknown> {
  return wild ? mostly(fitting(schema, wild), junk) : fitting(schema, wild);
}

function fitting(schema: Schema, wild: boolean): Arbitrary<unknown> {
  const {
    $ref,
    anyOf,
    oneOf = anyOf,
    type,
    properties = {},
    required = [],
    items = {},
    minimum = 0,
  } = schema;
  if ($ref) return fitting(components.schemas[$ref.split("/").at(-1) ?? ""] ?? {}, wild);
  if (oneOf) return fc.oneof(...oneOf.map((each) => near(each, wild)));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (type === "integer") return wild ? wildNumber : fc.integer({ min: minimum, max: minimum + 99 });
  if (type === "array") return fc.array(near(items, wild), { minLength: wild ? 0 : 1, maxLength: 3 });
  if (type === "object") return members(properties, required, wild);
  if (schema.format === "date-time" && !wild) return times.map((time) => time.toISOString());
  if (schema.format === "uri" && !wild) return fc.webUrl({ validSchemes: ["https"] });
  if (type === "string") return wild ? wildText : tameText;
  return type === "null" ? fc.constant(null) : junk;
}

/** Some of the members that may be left out are. Wild objects lack others too, or have one more, of any name. */
function members(schemas: Record<string, Schema>, required: string[], wild: boolean): Arbitrary<object> {
  const names = Object.keys(schemas);
  const all = fc.record(Object.fromEntries(names.map((name) => [name, near(schemas[name] ?? {}, wild)])));
  const left = fc.subarray(names.filter((name) => !required.includes(name)));
  const out = wild ? mostly(left, fc.subarray(names)) : left;
  const more = wild
    ? mostly(fc.constant({}), fc.dictionary(wildText, junk, { maxKeys: 1 }))
    : fc.constant({});
  return fc.tuple(all, out, more).map(([whole, leftOut, others]) => {
    const kept = Object.entries(whole).filter(([name]) => !leftOut.includes(name));
    // Defined, not assigned: "__proto__" must become a member like any other.
    return Object.fromEntries([...kept, ...Object.entries(others)]);
  });
}

const rawBodies = [
  "",
  "{",
  "null",
  "0",
  "\ufeff{}",
  '"_deep_"',
  '{"name":"_deep_"}',
  '{"name":"a","name":5}',
  '"_x1048576_"',
  '{"__proto__":{"name":"x"},"constructor":{"prototype":{}}}',
];
const rawQueries = ["limit=1&limit=2", "%", "__proto__=1", "limit[a]=1", "startTime&startTime"];
/** In UTF-8, in which a lone surrogate can't be written. */
const encoded = (value: unknown) => encodeURIComponent(Buffer.from(String(value)).toString());
const queryString = (query: object) =>
  Object.entries(query)
    .map(([name, value]) => `${name}=${encoded(value)}`)
    .join("&");

function requestOf({ parameters = [], requestBody }: Operation) {
  const inQuery = parameters.filter((parameter) => parameter.in === "query");
  const required = inQuery.filter((parameter) => parameter.required).map(({ name }) => name);
  const schemas = Object.fromEntries(inQuery.map(({ name, schema }) => [name, schema]));
  const body = requestBody?.content["application/json"].schema ?? {};
  const headers = {
    "if-match": fc.oneof(fc.constantFrom("*", '"1"', 'W/"1"', '"1", "2"'), latin1),
    "idempotency-key": mostly(fc.uuid(), fc.oneof(latin1, fc.constantFrom("a", "b", "c"))),
    "stripe-signature": latin1,
    "user-agent": latin1,
    "content-type": mostly(fc.constant("application/json"), latin1),
    authorization: mostly(fc.constant(undefined), latin1),
  };
  // A segment of dots would be another path.
  const anyId = wildText.filter((text) => !/^\.*$/.test(text)).map(encoded);
  return fc.record({
    id: fc.oneof(id, mostly(anyId, fc.constantFrom("%E0%A4%A", "%00", "..%2f", ";a=b"))),
    query: mostly(
      fc.oneof(members(schemas, required, false), members(schemas, required, true)).map(queryString),
      fc.constantFrom(...rawQueries),
    ),
    headers: fc.record(headers, { requiredKeys: [] }),
    body: requestBody
      ? mostly(
          fc.oneof(near(body, false), near(body, true)).map((value) => JSON.stringify(value)),
          fc.oneof(fc.constantFrom(...rawBodies), fc.json()),
        )
      : fc.constant(undefined),
  });
}

describeOnEveryDatabase(`a request of any content (PROPERTY_SEED=${seed})`, (start) => {
  let database: TestDatabase;
  let service: ControlPlane;
  /** By collection. */
  const ids: Record<string, string[]> = {};

  beforeAll(async () => {
    database = await start();
    service = await startControlPlane({
      env: { AIGATEWAY_DATABASE_URL: database.url, AIGATEWAY_AUTH_FAILURES_PER_MINUTE: "0" },
    });
    for (const [path, body] of [
      ["/access-keys", {}],
      ["/access-key-configurations", { name: "c" }],
      ["/provider-keys", { providerId: "openai", name: "k", value: "sk-0123456789abcdefghij" }],
      ["/providers", { providerId: "own", name: "p", baseUrl: "https://models.example.com" }],
      ["/api-keys", {}],
    ] as const) {
      ids[path] = [(await service.api("POST", path, body)).body.id];
    }
    const { aiGatewayAuditEvents } = (await service.api("GET", "/audit-events")).body;
    ids["/audit-events"] = aiGatewayAuditEvents.map((event: { id: string }) => event.id);
  });
  afterAll(async () => {
    await service?.close();
    await database.close();
  });
  afterEach(async () => {
    // It goes on as if nothing had been.
    expect((await service.api("GET", "/readyz")).body).toEqual({ ready: true });
    expect((await service.api("POST", "/access-keys", { name: "after" })).status).toBe(201);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  async function faultsOf(
    method: string,
    path: string,
    { body, headers, ...request }: Generated,
  ): Promise<string[]> {
    const own = ids[path.replace(/\/\{id}.*/, "")];
    const anyIds = Object.values(ids).flat();
    const url = new URL(asSent(path.replace("{id}", request.id), own, 1000), service.baseUrl);
    url.search = asSent(request.query, anyIds, 1000);
    const { authorization = `Bearer ${service.apiKey}`, ...others } = headers;
    const answer = await fetch(url, {
      method,
      headers: { "content-type": "application/json", ...others, authorization },
      ...(body !== undefined && { body: asSent(body, anyIds) }),
    });
    const { status } = answer;
    const text = await answer.text();
    if (status === 201) own?.push(JSON.parse(text).id);
    const sent = { method, path: url.pathname, status, text, headers: Object.fromEntries(answer.headers) };
    const isFault = status >= 500 && !(status === 501 && MAY_BE_501.includes(path));
    return [...violations(sent), ...(isFault ? [`is ${status}`] : [])];
  }

  test.each(operations)(
    "%s %s is answered as the document says, and never with a fault of the service",
    async (method, path, operation) => {
      const property = fc.asyncProperty(requestOf(operation), async (request) => {
        expect(await faultsOf(method, path, request)).toEqual([]);
      });
      // Bodies that are seldom come across are always tried.
      const examples = rawBodies.map((body): [Generated] => [{ id: "_id0_", query: "", headers: {}, body }]);
      const tried = operation.requestBody ? examples : [];
      // Each operation has its own seed, or they would all get the same headers.
      const ownSeed = seed + operations.findIndex((each) => each[2] === operation);
      await fc.assert(property, { seed: ownSeed, numRuns: numRuns + tried.length, examples: tried });
    },
    timeout,
  );
});

type Generated = ReturnType<typeof requestOf> extends Arbitrary<infer T> ? T : never;
