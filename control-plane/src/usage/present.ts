import type { z } from "zod";
import { toRfc3339 } from "../clock.ts";
import type { UsageRow } from "../ledger/usage-event.ts";
import { nanosToDollars } from "../money.ts";
import { present } from "../present.ts";
import type { Bucket, UsageSums } from "./overview.ts";
import type { UsageEvent, UsageOverview } from "./schema.ts";

/** An event as the API shows it. SQLite gives truth values as 0 and 1. */
export function presentUsageEvent(row: UsageRow): z.input<typeof UsageEvent> {
  return {
    id: row.id,
    eventTime: toRfc3339(row.event_time),
    requestId: row.request_id,
    accessKeyId: row.access_key_id,
    provider: row.provider,
    providerDisplayName: row.provider_display_name,
    model: row.model,
    modelDisplayName: row.model_display_name,
    attemptNumber: row.attempt_number,
    isFinalAttempt: Boolean(row.is_final_attempt),
    statusCode: row.status_code,
    timedOut: Boolean(row.timed_out),
    isError: Boolean(row.is_error),
    isStreaming: Boolean(row.is_streaming),
    stopReason: row.stop_reason,
    inputTokens: row.input_tokens,
    outputTokens: row.output_tokens,
    cacheReadTokens: row.cache_read_tokens,
    reasoningTokens: row.reasoning_tokens,
    totalCost: nanosToDollars(row.cost_nanos),
    keySource: row.key_source,
    ...present({
      lineage: row.lineage,
      tokensEstimated: row.tokens_estimated ? (true as const) : null,
      providerKeyId: row.provider_key_id,
      providerKeyDisplayName: row.provider_key_display_name,
    }),
  };
}

export function presentOverview(buckets: readonly Bucket[], uri: string): z.input<typeof UsageOverview> {
  const total = (of: (sums: UsageSums) => number) => buckets.reduce((sum, bucket) => sum + of(bucket), 0);
  return {
    uri,
    buckets: buckets.map(({ dayStart, groupKey, ...sums }) => ({
      bucketStart: toRfc3339(dayStart),
      groupKey,
      ...presentSums(sums),
    })),
    totals: presentSums({
      costNanos: total(({ costNanos }) => costNanos),
      requests: total(({ requests }) => requests),
      errors: total(({ errors }) => errors),
    }),
  };
}

function presentSums({ costNanos, requests, errors }: UsageSums) {
  return { cost: nanosToDollars(costNanos), requests, errors };
}
