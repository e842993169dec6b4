import { type ZodType, z } from "zod";
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from "zod-openapi";
import { WEBHOOK_PATH } from "./payments/webhook.ts";

const Ready = z.object({ ready: z.boolean(), reason: z.string().optional() }).meta({ id: "Readiness" });

/** Paths that need no API key, as the OpenAPI document describes them. `/docs` and the pages for people are not among them. */
export function publicPaths(errorAnswer: ZodType): ZodOpenApiPathsObject {
  const answer = (description: string, schema: ZodType) => ({
    description,
    content: { "application/json": { schema } },
  });
  const service = (operationId: string, summary: string): Omit<ZodOpenApiOperationObject, "responses"> => ({
    operationId,
    summary,
    tags: ["Service"],
    security: [],
  });
  return {
    "/healthz": {
      get: {
        ...service("getHealth", "Whether the process is up"),
        responses: { 200: answer("It is.", z.object({ status: z.literal("up") }).meta({ id: "Health" })) },
      },
    },
    "/readyz": {
      get: {
        ...service("getReadiness", "Whether the service can serve: the store is reachable and migrated"),
        responses: { 200: answer("It can.", Ready), 503: answer("It can't, and why.", Ready) },
      },
    },
    "/metrics": {
      get: {
        ...service("getMetrics", "Counts and times for Prometheus, over all accounts of this process"),
        responses: {
          200: { description: "Prometheus' text format.", content: { "text/plain": { schema: z.string() } } },
        },
      },
    },
    "/openapi.json": {
      get: {
        ...service("getOpenApi", "This document"),
        responses: { 200: answer("The document.", z.looseObject({ openapi: z.string() })) },
      },
    },
    [WEBHOOK_PATH]: {
      post: {
        ...service("receiveStripeEvent", "What Stripe reports; authenticated by its signature"),
        requestParams: { header: z.object({ "Stripe-Signature": z.string() }) },
        requestBody: { required: true, content: { "application/json": { schema: z.looseObject({}) } } },
        responses: {
          200: answer("The event was taken.", z.object({ received: z.literal(true) })),
          400: answer("The signature does not fit, or is too old.", errorAnswer),
          413: answer("The body is too large.", errorAnswer),
          500: answer("Something went wrong on the server; Stripe tries again.", errorAnswer),
          501: answer("The operator has not set up Stripe.", errorAnswer),
          503: answer("The service is shutting down; Stripe tries again.", errorAnswer),
        },
      },
    },
  };
}
