import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { managementRoutes, type ResourceOptions } from "../../control-plane/src/resources.ts";
import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { violations } from "../support/openapi-check.ts";

/** What is checked in, from which clients are generated. That the service serves the same is a test below. */
const text = readFileSync(join(__dirname, "../../control-plane/openapi.json"), "utf8");

interface Content {
  content?: { "application/json"?: { schema?: object } };
}
interface Operation {
  operationId: string;
  parameters?: { schema: object }[];
  requestBody?: Content;
  responses: Record<string, Content>;
}
const document: { paths: Record<string, Record<string, Operation>>; components: { schemas: object } } =
  JSON.parse(text);
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
);
const routes = managementRoutes({} as ResourceOptions);
const schemaOf = (content: Content | undefined) => content?.content?.["application/json"]?.schema;

describe.each(routes)("$method $path", ({ method, path, action, readsOnly, success }) => {
  const operation = document.paths[path]?.[method.toLowerCase()];

  test("is in the document, with a schema for its success unless that has no body", () => {
    const answer = operation?.responses[success.status];
    expect(answer).toBeDefined();
    expect(schemaOf(answer) !== undefined).toBe(success.status !== 204);
  });

  test("has a schema for its body if it takes one, as every POST and PATCH does", () => {
    const takesBody = method === "POST" || method === "PATCH";
    expect(schemaOf(operation?.requestBody) !== undefined).toBe(takesBody);
  });

  test("has a name in the audit trail if it is a write, and only then", () => {
    expect(action !== undefined).toBe(method !== "GET" && !readsOnly);
  });
});

describe("the document", () => {
  test("is valid OpenAPI 3.1: its structure, references, parameters, operation ids and security", async () => {
    const rules = [
      "struct",
      "no-unresolved-refs",
      "operation-operationId-unique",
      "operation-operationId-url-safe",
      "operation-parameters-unique",
      "path-parameters-defined",
      "path-declaration-must-exist",
      "no-identical-paths",
      "no-ambiguous-paths",
      "no-enum-type-mismatch",
      "spec-components-invalid-map-name",
      "security-defined",
    ];
    const config = await createConfig({ rules: Object.fromEntries(rules.map((rule) => [rule, "error"])) });
    const problems = await lintFromString({ source: text, absoluteRef: "openapi.json", config });
    expect(problems.map(({ message, location }) => [message, location[0]?.pointer])).toEqual([]);
  });

  test("has only references that lead somewhere, and only unique operation ids", () => {
    const dangling = [...text.matchAll(/"\$ref": "([^"]*)"/g)]
      .map(([, reference = ""]) => reference)
      .filter((reference) => resolve(reference) === undefined);
    expect(dangling).toEqual([]);
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(ids).toEqual([...new Set(ids)]);
  });

  test("has only schemas that a strict validator compiles", () => {
    const ajv = addFormats(new Ajv2020({ strict: true, allowUnionTypes: true }));
    ajv.addVocabulary(["openapi", "info", "servers", "security", "tags", "paths", "components"]);
    ajv.addSchema({ $id: "openapi", ...document });
    const named = Object.keys(document.components.schemas).map((name) => ({
      $ref: `openapi#/components/schemas/${name}`,
    }));
    const inline = operations.flatMap(({ operation: { parameters = [], requestBody, responses } }) => [
      ...parameters.map(({ schema }) => schema),
      ...[requestBody, ...Object.values(responses)].map(schemaOf).filter((schema) => schema !== undefined),
    ]);
    for (const schema of [...named, ...inline]) {
      ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"openapi#/')));
    }
  });
});

describe("a running service", () => {
  let service: ControlPlane;
  beforeAll(async () => {
    service = await startControlPlane();
  });
  afterAll(() => service?.close());

  test("serves the document that is checked in, to anybody", async () => {
    const answer = await fetch(`${service.baseUrl}/openapi.json`);
    expect(answer.headers.get("content-type")).toMatch(/^application\/json/);
    expect(await answer.json()).toEqual(document);
  });

  test.each(operations)("serves $method $path", async ({ method, path, operation }) => {
    const target = path.replace("{id}", "none");
    const answer = await service.api(method, target, operation.requestBody && {});
    // A HEAD that is refused has no message to tell why; it is refused as its GET is.
    if (method === "HEAD") expect(answer.status).toBe((await service.api("GET", target)).status);
    expect(answer.body?.msg).not.toBe(`There is no ${method} ${target}.`);
  });

  test.each(Object.keys(document.paths))(
    "serves no method of %s that is not in the document",
    async (path) => {
      const target = path.replace("{id}", "none");
      for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
        if (document.paths[path]?.[method.toLowerCase()]) continue;
        const answer = await service.api(method, target);
        expect([answer.status, answer.body.msg]).toEqual([404, `There is no ${method} ${target}.`]);
      }
    },
  );

  test("serves no path that is written another way than in the document", async () => {
    for (const path of ["/access-keys/", "/Access-Keys", "//access-keys", "/healthz/", "/Healthz"]) {
      expect([path, (await service.api("GET", path)).status]).toEqual([path, 404]);
    }
  });

  test("shows it at /docs, a page that takes its script and style from the same origin and names no other", async () => {
    const page = await fetch(`${service.baseUrl}/docs`);
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    const html = await page.text();
    const parts = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, target = ""]) => target);
    const types = new Map<string, string | null>();
    for (const part of parts) {
      expect(part).toMatch(/^\/[^/]/);
      const answer = await fetch(service.baseUrl + part);
      types.set(part, answer.status === 200 ? answer.headers.get("content-type") : null);
    }
    expect(types.get("/docs/start.js")).toContain("javascript");
    expect([...types.values()].map((type) => type?.split(";")[0])).toEqual(
      expect.arrayContaining(["text/css", "text/javascript"]),
    );
    const start = await (await fetch(`${service.baseUrl}/docs/start.js`)).text();
    expect(html + start + page.headers.get("content-security-policy")).not.toMatch(/\w:?\/\/\w/);
  });
});

describe("the check of every answer in the tests", () => {
  const error = JSON.stringify({ statusCode: 404, msg: "m", details: {} });
  const sent = { method: "GET", path: "/credits/balance", status: 200, text: '{"balanceCents":1}' };
  const headers = { "content-type": "application/json; charset=utf-8" };
  const replayed = {
    method: "POST",
    path: "/api-keys",
    status: 201,
    headers: { ...headers, "idempotent-replayed": "s3cret" },
  };

  test.each<[string, object]>([
    ["one that fits", {}],
    ["an error that fits", { path: "/api-keys/x", status: 404, text: error }],
    ["a path that is not there", { path: "/nothing", status: 404, text: error }],
    ["a HEAD, which has no body", { method: "HEAD", text: "" }],
    ["a HEAD that the document does not list", { method: "HEAD", path: "/healthz", text: "" }],
    ["a page for people", { path: "/docs", text: "<html>" }],
  ])("has nothing against %s", (_, answer) => {
    expect(violations({ ...sent, headers, ...answer })).toEqual([]);
  });

  test.each<[string, object, RegExp]>([
    ["a status that is not documented", { status: 202 }, /not documented/],
    ["a missing member", { text: "{}" }, /balanceCents/],
    ["a member too many", { text: '{"balanceCents":1,"more":1}' }, /more/],
    ["a value of a wrong type", { text: '{"balanceCents":"s3cret"}' }, /body\/balanceCents must be integer/],
    ["a body that is not JSON", { text: "s3cret" }, /not JSON/],
    ["another content type", { headers: { "content-type": "text/html" } }, /not called JSON/],
    ["a HEAD with a body", { method: "HEAD" }, /has a body/],
    ["a 204 with a body", { method: "DELETE", path: "/api-keys/x", status: 204 }, /has a body/],
    ["a success where there is no route", { path: "/nothing" }, /no operation/],
    [
      "an error of another shape",
      { path: "/nothing", status: 404, text: '{"error":"s3cret"}' },
      /statusCode/,
    ],
    ["a header that does not fit", replayed, /Idempotent-Replayed must be equal/],
    ["a missing header", { path: "/access-key-configurations/x" }, /lacks ETag/],
  ])("finds %s, and quotes no value", (_, answer, fault) => {
    const found = violations({ ...sent, headers, ...answer }).join("\n");
    expect(found).toMatch(fault);
    expect(found).not.toContain("s3cret");
  });
});

function resolve(reference: string): unknown {
  const steps = reference.replace(/^#\//, "").split("/");
  return steps.reduce<unknown>(
    (found, step) => (found as Record<string, unknown> | undefined)?.[step],
    document,
  );
}
