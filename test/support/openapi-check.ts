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
  headers?: Record<string, { schema: object }>;
  content?: Record<string, { schema: object }>;
}
type Operation = { responses: Record<string, Response> };

/** For people, not programs: pages and their parts. */
const PAGES = /^\/(docs(\/.*)?|checkout\/\w+)$/;
/** What a path that is in no template may be answered with. */
const NO_SUCH_ROUTE = new Set(["400", "401", "404", "429", "503"]);

export const apiDocument = openApiDocument(managementRoutes({} as ResourceOptions));
const ajv = addFormats(new Ajv2020({ strict: false, allErrors: true }));
const templates = Object.entries(apiDocument.paths ?? {}).map(([template, operations]) => ({
  pattern: new RegExp(`^${template.replace(/\{\w+\}/g, "[^/]+")}$`),
  operations: operations as Record<string, Operation>,
}));
const validators = new Map<object, ValidateFunction>();

/** What of an answer is not as the OpenAPI document says; empty when all is. Never quotes a value: it may be a secret. */
export function violations({ method, path, status, text, headers }: SentAnswer): string[] {
  if (PAGES.test(path)) return [];
  const operation = templates.find(({ pattern }) => pattern.test(path))?.operations[method.toLowerCase()];
  if (!operation) {
    if (!NO_SUCH_ROUTE.has(String(status))) return ["is of no operation, yet was served"];
    return method === "HEAD" ? [] : bodyFaults({ $ref: "#/components/schemas/Error" }, text);
  }
  const response = operation.responses[String(status)];
  if (!response) return ["has a status that is not documented"];
  const schema = response.content?.["application/json"]?.schema;
  if (!schema) return [...(text === "" ? [] : ["has a body"]), ...headerFaults(response, headers)];
  return [...bodyFaults(schema, text), ...headerFaults(response, headers)];
}

function bodyFaults(schema: object, text: string): string[] {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return ["is not JSON"];
  }
  return faults(schema, body, "body");
}

function headerFaults({ headers = {} }: Response, sent: Record<string, unknown>): string[] {
  return Object.entries(headers).flatMap(([name, { schema }]) => {
    const value = sent[name.toLowerCase()];
    return value === undefined ? [] : faults(schema, value, name);
  });
}

function faults(schema: object, value: unknown, what: string): string[] {
  let validate = validators.get(schema);
  if (!validate) {
    validate = ajv.compile({ ...schema, components: apiDocument.components });
    validators.set(schema, validate);
  }
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${what}${instancePath} ${message} ${JSON.stringify(params)}`,
  );
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
      for (const fault of violations(answer)) found.push(`${method} ${path} → ${status}: ${fault}`);
    },
  };
}

function textOf({ method, status, body }: Context): string {
  if (method === "HEAD" || status === 204 || body == null) return "";
  return typeof body === "string" || Buffer.isBuffer(body) ? body.toString() : JSON.stringify(body);
}
