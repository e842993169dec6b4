import { z } from "zod";
import { NotFound } from "../errors.ts";
import { IdParams } from "../fields.ts";
import type { Explanation } from "../gateway/explain.ts";
import type { SurfaceId } from "../gateway/surfaces/surface.ts";
import { type Route, route } from "../http/route.ts";

/** Asks the gateway; undefined when there is no such access key. */
export type ExplainRequest = (request: {
  accountId: string;
  accessKeyId: string;
  surface: SurfaceId;
  body: Record<string, unknown>;
}) => Promise<Explanation | undefined>;

const ExplainQuery = z.strictObject({
  surface: z
    .enum(["chat-completions", "completions", "responses", "embeddings", "messages"], {
      error: "must be chat-completions, completions, responses, embeddings or messages",
    })
    .default("chat-completions")
    .describe("Where the request would be sent to."),
});

const ExplainBody = z
  .looseObject({ model: z.unknown().optional(), models: z.unknown().optional() })
  .meta({ id: "ExplainRequest", description: "A request as it would be sent to the gateway." });

const Candidate = z.object({
  provider: z.string(),
  providerDisplayName: z.string(),
  model: z.string(),
  url: z.string().describe("Where it would be sent."),
  keySource: z.enum(["user", "ngrok", "none"]),
  providerKeyId: z.string().optional(),
  providerKeyDisplayName: z.string().optional(),
  keyRedacted: z.string().optional(),
  reason: z.string().describe("Why it is here."),
  circuitOpen: z
    .object({ failures: z.int(), until: z.iso.datetime() })
    .optional()
    .describe("It keeps failing, and is tried last until then. Of the process that answers."),
});

const Skipped = z.object({
  model: z.string(),
  provider: z.string().optional(),
  providerKeyId: z.string().optional(),
  errorCode: z.string().optional(),
  reason: z.string().describe("Why it is no candidate."),
});

const RequestExplanation = z
  .object({
    candidates: z.array(Candidate).describe("In the order in which they would be tried."),
    skipped: z.array(Skipped).describe("What is named, and is no candidate."),
    error: z
      .object({ statusCode: z.int(), errorCode: z.string(), msg: z.string() })
      .optional()
      .describe("What the client would be told, when there is no candidate."),
  })
  .meta({ id: "RequestExplanation" });

/** What the gateway would do with a request of an access key. Nothing is sent to anybody. */
export function explainRoute(explain: ExplainRequest): Route {
  return route({
    method: "POST",
    path: "/access-keys/{id}/explain",
    operationId: "explainRequest",
    summary: "Explain where a request with this access key would go, and why",
    tag: "Access keys",
    readsOnly: true,
    params: IdParams,
    query: ExplainQuery,
    body: ExplainBody,
    success: {
      status: 200,
      description: "Candidates in order, and what was skipped.",
      schema: RequestExplanation,
    },
    errors: [404],
    async handle({ caller, params: { id }, query, body }) {
      const request = { accountId: caller.accountId, accessKeyId: id, surface: query.surface, body };
      const explanation = await explain(request);
      if (!explanation) throw new NotFound("access key", id);
      return explanation;
    },
  });
}
