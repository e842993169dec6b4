import { type ZodType, z } from "zod";
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponseObject,
} from "zod-openapi";
import type { Route } from "./http/route.ts";
import { publicPaths } from "./public-paths.ts";

export const ErrorAnswer = z
  .object({
    statusCode: z.int().min(400).max(599),
    msg: z.string(),
    details: z.record(z.string(), z.string()).describe("What is wrong with each field."),
    errorCode: z.string().optional(),
  })
  .meta({ id: "Error" });

const ERRORS = {
  400: "The body is not JSON, or a header is malformed.",
  401: "The API key is missing or unknown.",
  404: "There is no such resource in this account.",
  409: "The request conflicts with what is there.",
  412: "The resource does not have the ETag that If-Match names.",
  413: "The body is too large.",
  415: "The body is not application/json.",
  422: "Fields are invalid; details names each.",
  429: "Too many wrong API keys came from this address; Retry-After says when to try again.",
  500: "Something went wrong on the server.",
  501: "The operator has not set this up.",
  502: "A service that this one depends on did not do its part.",
  503: "The service is shutting down; Retry-After says when to try again.",
} as const;

/** What any request to the management API may be answered with. */
const COMMON_ERRORS = [400, 401, 429, 500, 503] as const;

const RESPONSE_HEADERS = {
  ETag: z.string().describe("Names this state of the resource, for If-Match."),
  "Idempotent-Replayed": z
    .literal("true")
    .optional()
    .describe("This is the answer that the same request got before; nothing was done again."),
};

const IdempotencyKey = z
  .string()
  .min(1)
  .max(255)
  .optional()
  .describe("The same key and body within 15 minutes gives the first answer again; another body, 409.");

/** The OpenAPI document of the routes: made from the schemas that validate, so that the two can't differ. */
export function openApiDocument(routes: readonly Route[]): ReturnType<typeof createDocument> {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) };
    if (route.method === "GET") paths[route.path] = { ...paths[route.path], head: headTwin(route) };
  }
  return createDocument(
    {
      openapi: "3.1.1",
      info: {
        title: "AI Gateway management API",
        version: "0.1.0",
        description: "Access keys, what they may reach, and what they used.",
        license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      },
      servers: [{ url: "/" }],
      security: [{ apiKey: [] }],
      tags: [...new Set([...routes.map(({ tag }) => tag), "Service"])].map((name) => ({ name })),
      paths: { ...paths, ...publicPaths(ErrorAnswer) },
      components: { securitySchemes: { apiKey: { type: "http", scheme: "bearer" } } },
    },
    {
      override({ jsonSchema }) {
        // The pattern that zod writes beside the format says the same, unreadably.
        if (jsonSchema.format === "date-time") delete jsonSchema.pattern;
      },
    },
  );
}

function operation(route: Route): ZodOpenApiOperationObject {
  const { status, description, schema } = route.success;
  const bodyErrors = route.body ? ([413, 415] as const) : [];
  // An Idempotency-Key may be malformed or taken.
  const postErrors = isRepeatable(route) ? ([409, 422] as const) : [];
  return {
    ...head(route, route.operationId, route.summary),
    ...(route.body && { requestBody: { required: true, content: json(route.body) } }),
    responses: {
      [status]: { description, ...responseHeaders(route), ...(schema && { content: json(schema) }) },
      ...errorAnswers(route, [...bodyErrors, ...postErrors], { content: json(ErrorAnswer) }),
    },
  };
}

/** The same without a body. */
function headTwin(route: Route): ZodOpenApiOperationObject {
  const id = route.operationId.replace(/^(get|list)/, "head$&");
  return {
    ...head(route, id, `${route.summary}, without the body`),
    responses: {
      [route.success.status]: { description: route.success.description, ...responseHeaders(route) },
      ...errorAnswers(route, [], {}),
    },
  };
}

function head(route: Route, operationId: string, summary: string) {
  const headers = {
    ...canonicallyNamed((route.headers as z.ZodObject | undefined)?.shape ?? {}),
    ...(isRepeatable(route) && { "Idempotency-Key": IdempotencyKey }),
  };
  const requestParams = {
    ...(route.params && { path: route.params }),
    ...(route.query && { query: route.query }),
    ...(Object.keys(headers).length > 0 && { header: z.object(headers) }),
  } as NonNullable<ZodOpenApiOperationObject["requestParams"]>;
  return { operationId, summary, tags: [route.tag], requestParams };
}

/** Whether the route heeds an `Idempotency-Key`. */
function isRepeatable({ method, readsOnly }: Route): boolean {
  return method === "POST" && !readsOnly;
}

/** Routes see headers by their lower-case names; people write `If-Match`. */
function canonicallyNamed<S>(headers: Record<string, S>): Record<string, S> {
  const canonical = (name: string) => name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
  return Object.fromEntries(Object.entries(headers).map(([name, schema]) => [canonical(name), schema]));
}

function responseHeaders(route: Route): Pick<ZodOpenApiResponseObject, "headers"> {
  const names: (keyof typeof RESPONSE_HEADERS)[] = [...(route.answerHeaders ?? [])];
  if (isRepeatable(route)) names.push("Idempotent-Replayed");
  if (names.length === 0) return {};
  return { headers: z.object(Object.fromEntries(names.map((name) => [name, RESPONSE_HEADERS[name]]))) };
}

function errorAnswers(
  { errors, params, query, headers, body }: Route,
  more: readonly (keyof typeof ERRORS)[],
  answer: Pick<ZodOpenApiResponseObject, "content">,
) {
  const validated = params || query || headers || body ? ([422] as const) : [];
  const codes = [...new Set([...errors, ...more, ...validated, ...COMMON_ERRORS])].sort((a, b) => a - b);
  return Object.fromEntries(codes.map((code) => [code, { description: ERRORS[code], ...answer }]));
}

function json(schema: ZodType) {
  return { "application/json": { schema } };
}
