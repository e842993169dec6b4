import Ajv2020, { type ValidateFunction } from "ajv/dist/2020";
import addFormats from "ajv-formats";
import type { Context, Middleware } from "koa";
import { openApiDocument } from "../../control-plane/src/openapi.ts";
import { managementRoutes, type ResourceOptions } from "../../control-plane/src/resources.ts";

/** An answer as it was sent. */
export interface SentAnswer {
  method: string;
  /** Without the query. */
  path: string;
  status: number;
  /** The body's text; empty when there is none. */
  text: string;
  /** By lower-case names. */
  headers: Record<string, unknown>;
}

interface Response {
  headers?: Record<string, { required?: boolean; schema: object }>;
  content?: Record<string, { schema: object }>;
}
type Operation = { responses: Record<string, Response> };

/** For people, not programs: pages and their parts. */
const PAGES = /^\/(docs(\/.*)?|checkout\/\w+)$/;
/** Terraform's own protocol, which is described elsewhere. */
const PROVIDER_REGISTRY = /^\/(\.well-known\/terraform\.json$|terraform\/providers\/)/;
/** What a path that is in no template may be answered with. */
const NO_SUCH_ROUTE = new Set([401, 404, 429, 503]);

export const apiDocument = openApiDocument(managementRoutes({} as ResourceOptions));
const DOCUMENT = "openapi";
/**
 * Knows the components by their place in the document, and takes the schemas for valid, which `openapi.test.ts` proves:
 * to look through all of them anew for each would take longer than many a test file.
 */
const ajv = addFormats(new Ajv2020({ strict: false, allErrors: true, validateSchema: false }));
ajv.addSchema({ $id: DOCUMENT, components: apiDocument.components });
const templates = Object.entries(apiDocument.paths ?? {}).map(([template, operations]) => ({
  pattern: new RegExp(`^${template.replace(/\{\w+\}/g, "[^/]+")}$`),
  operations: operations as Record<string, Operation>,
}));
const ERROR = { $ref: "#/components/schemas/Error" };
/** Each schema is compiled when it is first needed, once: that is slow. */
const validators = new Map<object | string, ValidateFunction>();

/** What of an answer is not as the OpenAPI document says; empty when all is. Never quotes a value: it may be a secret. */
export function violations({ method, path, status, text, headers }: SentAnswer): string[] {
  if (PAGES.test(path) || PROVIDER_REGISTRY.test(path)) return [];
  const operations = templates.find(({ pattern }) => pattern.test(path))?.operations ?? {};
  // HEAD is GET without the body, whether the document lists it or not.
  const operation = operations[method.toLowerCase()] ?? (method === "HEAD" ? operations.get : undefined);
  if (!operation) {
    if (!NO_SUCH_ROUTE.has(status)) return ["is of no operation, yet was served"];
    return method === "HEAD" ? noBodyFaults(text) : bodyFaults(ERROR, text, headers);
  }
  const response = operation.responses[String(status)];
  if (!response) return ["has a status that is not documented"];
  return [
    ...contentFaults(method === "HEAD" ? {} : (response.content ?? {}), text, headers),
    ...headerFaults(response, headers),
  ];
}

/** A body of another type than JSON is only held to that type. */
function contentFaults(
  content: NonNullable<Response["content"]>,
  text: string,
  headers: Record<string, unknown>,
): string[] {
  const [type, described] = Object.entries(content)[0] ?? [];
  if (type === undefined || !described) return noBodyFaults(text);
  if (type === "application/json") return bodyFaults(described.schema, text, headers);
  return String(headers["content-type"]).startsWith(type) ? [] : [`is not called ${type}`];
}

function noBodyFaults(text: string): string[] {
  return text === "" ? [] : ["has a body"];
}

function bodyFaults(schema: object, text: string, headers: Record<string, unknown>): string[] {
  if (!/^application\/json(;|$)/.test(String(headers["content-type"]))) return ["is not called JSON"];
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return ["is not JSON"];
  }
  return faults(schema, body, "body");
}

function headerFaults({ headers = {} }: Response, sent: Record<string, unknown>): string[] {
  return Object.entries(headers).flatMap(([name, { required, schema }]) => {
    const value = sent[name.toLowerCase()];
    if (value === undefined) return required ? [`lacks ${name}`] : [];
    return faults(schema, value, name);
  });
}

function faults(schema: { $ref?: string }, value: unknown, what: string): string[] {
  const key = schema.$ref ?? schema;
  let validate = validators.get(key);
  if (!validate) {
    validate = ajv.compile(withOutsideReferences(schema));
    validators.set(key, validate);
  }
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${what}${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

/** What it refers to of its own document, it refers to of the one that is known. */
function withOutsideReferences(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', `"$ref":"${DOCUMENT}#/`));
}

/** Sees every answer on its way out, and keeps what is wrong with any. */
export function createAnswerInspector(): { middleware: Middleware; found: string[] } {
  const found: string[] = [];
  return {
    found,
    async middleware(ctx, next) {
      await next();
      if (ctx.res.destroyed) return; // nobody is there to get it
      const { method, path, status } = ctx;
      const answer = { method, path, status, text: textOf(ctx), headers: ctx.response.headers };
      for (const fault of violations(answer)) found.push(`${method} ${shown(path)} → ${status}: ${fault}`);
    },
  };
}

/** Ids have at most 40 characters; what is longer may be a secret. */
function shown(path: string): string {
  return path.replace(/[^/]{41,}/g, "…");
}

function textOf({ method, status, body }: Context): string {
  if (method === "HEAD" || status === 204 || body == null) return "";
  return typeof body === "string" || Buffer.isBuffer(body) ? body.toString() : JSON.stringify(body);
}
