import type { ApiClient } from "../api/client.ts";
import type { components } from "../api/generated/openapi.ts";
import type { KnownConfig, Model } from "../framework/schema/model.ts";
import { withoutNulls } from "../resources/write-body.ts";
import type { event, UsageSchema } from "./usage-schema.ts";

/** As many as a page can have. */
const PAGE = 100;

/** The newest events, as many as are asked for; null where none are. */
export async function readUsageEvents(
  config: KnownConfig<UsageSchema>,
  range: { startTime: string; endTime?: string | null },
  client: ApiClient,
): Promise<Model<typeof event>[] | null> {
  const { max_events, access_key_id, lineage, include_retries } = config;
  if (max_events === null) return null;
  const filter = withoutNulls({
    ...range,
    accessKeyId: access_key_id,
    lineage,
    includeRetries: include_retries === null ? null : (String(include_retries) as "true" | "false"),
  });
  const events: components["schemas"]["UsageEvent"][] = [];
  let cursor: string | undefined;
  do {
    const limit = Math.min(PAGE, max_events - events.length);
    const query = { ...filter, limit, ...(cursor && { cursor }) };
    const page = await client.call("list the usage", (api) => api.GET("/usage", { params: { query } }));
    events.push(...page.aiGatewayUsage);
    cursor = page.aiGatewayUsage.length > 0 ? cursorOf(page.nextPageUri) : undefined;
  } while (cursor && events.length < max_events);
  return events.slice(0, max_events).map(eventFromApi);
}

/** Only the cursor of a page's URI counts: the rest names the API as the server knows itself. */
function cursorOf(uri: string | null): string | undefined {
  return uri === null
    ? undefined
    : (new URL(uri, "http://localhost").searchParams.get("cursor") ?? undefined);
}

function eventFromApi(remote: components["schemas"]["UsageEvent"]): Model<typeof event> {
  return {
    id: remote.id,
    event_time: remote.eventTime,
    request_id: remote.requestId,
    access_key_id: remote.accessKeyId,
    lineage: remote.lineage ?? null,
    provider: remote.provider,
    model: remote.model,
    attempt_number: remote.attemptNumber,
    is_final_attempt: remote.isFinalAttempt,
    status_code: remote.statusCode,
    timed_out: remote.timedOut,
    is_error: remote.isError,
    is_streaming: remote.isStreaming,
    stop_reason: remote.stopReason,
    input_tokens: remote.inputTokens,
    output_tokens: remote.outputTokens,
    cache_read_tokens: remote.cacheReadTokens,
    reasoning_tokens: remote.reasoningTokens,
    total_cost: remote.totalCost,
    key_source: remote.keySource,
    provider_key_id: remote.providerKeyId ?? null,
  };
}
