import { z } from "zod";
import { Instant, listOf, PageQuery, Text } from "../fields.ts";

export const UsageEvent = z
  .object({
    id: z.string(),
    eventTime: z.iso.datetime(),
    requestId: z.string().describe("The x-request-id of the gateway's response."),
    accessKeyId: z.string(),
    lineage: z.string().optional(),
    provider: z.string(),
    providerDisplayName: z.string(),
    model: z.string(),
    modelDisplayName: z.string(),
    attemptNumber: z.int().describe("Counts the attempts of one request from 1."),
    isFinalAttempt: z.boolean(),
    statusCode: z.int().describe("What the upstream answered; 0 when it did not."),
    timedOut: z.boolean(),
    isError: z.boolean(),
    isStreaming: z.boolean(),
    stopReason: z.string().describe("Why the model stopped, in the provider's words."),
    inputTokens: z.int(),
    outputTokens: z.int(),
    cacheReadTokens: z.int(),
    reasoningTokens: z.int(),
    tokensEstimated: z
      .literal(true)
      .optional()
      .describe("The provider reported no counts, these are estimates."),
    totalCost: z.string().describe("What was taken off the balance: US dollars with five places."),
    keySource: z
      .enum(["ngrok", "user"])
      .describe("Whose credential was used: the operator's or the account's."),
    providerKeyId: z.string().optional(),
    providerKeyDisplayName: z.string().optional(),
  })
  .meta({ id: "UsageEvent" });

const trueOrFalse = z
  .enum(["true", "false"], { error: "must be true or false" })
  .transform((text) => text === "true");

export const UsageQuery = z.strictObject({
  startTime: Instant.describe("Only events at or after this time."),
  endTime: Instant.optional().describe("Only events before this time; now, when omitted."),
  accessKeyId: Text.optional(),
  lineage: Text.optional(),
  includeRetries: trueOrFalse
    .prefault("false")
    .describe("Attempts that were followed by another one as well."),
  cursor: z.string().optional().describe("From nextPageUri."),
  limit: PageQuery.shape.limit,
});

export const UsageList = listOf("aiGatewayUsage", UsageEvent).meta({ id: "UsageList" });

export const UsageOverviewQuery = z.strictObject({
  startTime: UsageQuery.shape.startTime,
  endTime: UsageQuery.shape.endTime,
  groupBy: z
    .enum(["provider", "accessKey", "lineage"], { error: "must be provider, accessKey or lineage" })
    .default("provider")
    .describe('What groupKey is. Usage without a lineage has the groupKey "".'),
});

const Sums = {
  cost: z.string().describe("Of all attempts: US dollars with five places."),
  requests: z.int().describe("Final attempts."),
  errors: z.int().describe("Final attempts that failed."),
};

export const UsageOverview = z
  .object({
    uri: z.string(),
    buckets: z.array(
      z.object({ bucketStart: z.iso.datetime().describe("A day in UTC."), groupKey: z.string(), ...Sums }),
    ),
    totals: z.object(Sums),
  })
  .meta({ id: "UsageOverview" });
