import type { ZodType } from "zod";
import { z } from "zod";
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi";
import type { Route } from "./http/route.ts";

const ErrorAnswer = z
  .object({
    statusCode: z.int(),
    msg: z.string(),
    details: z.record(z.string(), z.string()).describe("What is wrong with each field."),
    errorCode: z.string().optional(),
  })
  .meta({ id: "Error" });

const ERRORS = {
  400: "The body is not JSON.",
  401: "The API key is missing or unknown.",
  404: "There is no such resource in this account.",
  409: "The request conflicts with what is there.",
  413: "The body is too large.",
  415: "The body is not application/json.",
  422: "Fields are invalid; details names each.",
  500: "Something went wrong on the server.",
} as const;

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
      tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
      paths,
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
  const bodyErrors = route.body ? ([400, 413, 415] as const) : [];
  const errors = [...route.errors, ...bodyErrors, 401, 500] as const;
  return {
    operationId: route.operationId,
    summary: route.summary,
    tags: [route.tag],
    ...parameters(route),
    ...(route.body && { requestBody: { required: true, content: json(route.body) } }),
    responses: {
      [status]: { description, ...(schema && { content: json(schema) }) },
      ...Object.fromEntries(
        errors.map((code) => [code, { description: ERRORS[code], content: json(ErrorAnswer) }]),
      ),
    },
  };
}

/** The same without a body. */
function headTwin(route: Route): ZodOpenApiOperationObject {
  const errors = [...route.errors, 401, 500] as const;
  return {
    operationId: route.operationId.replace(/^(get|list)/, "head$&"),
    summary: `${route.summary}, without the body`,
    tags: [route.tag],
    ...parameters(route),
    responses: {
      [route.success.status]: { description: route.success.description },
      ...Object.fromEntries(errors.map((code) => [code, { description: ERRORS[code] }])),
    },
  };
}

function parameters(route: Route): Pick<ZodOpenApiOperationObject, "requestParams"> {
  if (!route.params && !route.query) return {};
  return {
    requestParams: {
      ...(route.params && { path: route.params }),
      ...(route.query && { query: route.query }),
    } as NonNullable<ZodOpenApiOperationObject["requestParams"]>,
  };
}

function json(schema: ZodType) {
  return { "application/json": { schema } };
}
