import { setTimeout as sleep } from "node:timers/promises";
import type { ControlPlane } from "../../support/control-plane.ts";

/** What the account's usage says of all the keys of a lineage, those included that are gone. */
export interface LineageUsage {
  requests: number;
  errors: number;
  inputTokens: number;
  outputTokens: number;
}

const EVER = "startTime=2029-01-01T00:00:00Z";

/** Waits until the usage of that many requests is in the database, which it is soon after their answers; then reads it. */
export async function usageOf(
  { api }: ControlPlane,
  lineage: string,
  expected: number,
): Promise<LineageUsage> {
  for (let tries = 0; tries < 100; tries++) {
    const { requests, errors } = await readOverview(api, lineage);
    if (requests >= expected) return { requests, errors, ...(await sumTokens(api, lineage)) };
    await sleep(50);
  }
  return { ...(await readOverview(api, lineage)), ...(await sumTokens(api, lineage)) };
}

async function readOverview(api: ControlPlane["api"], lineage: string) {
  const { body } = await api("GET", `/usage/overview?${EVER}&groupBy=lineage`);
  const buckets: { groupKey: string; requests: number; errors: number }[] = body.buckets;
  const own = buckets.filter(({ groupKey }) => groupKey === lineage);
  return {
    requests: own.reduce((sum, { requests }) => sum + requests, 0),
    errors: own.reduce((sum, { errors }) => sum + errors, 0),
  };
}

async function sumTokens(api: ControlPlane["api"], lineage: string) {
  const total = { inputTokens: 0, outputTokens: 0 };
  let path: string | null = `/usage?${EVER}&lineage=${lineage}&includeRetries=true&limit=100`;
  while (path !== null) {
    // biome-ignore lint/suspicious/noExplicitAny: the answer's events
    const { body }: { body: any } = await api("GET", path);
    for (const { inputTokens, outputTokens } of body.aiGatewayUsage) {
      total.inputTokens += inputTokens;
      total.outputTokens += outputTokens;
    }
    path = body.nextPageUri === null ? null : body.nextPageUri.slice(new URL(body.nextPageUri).origin.length);
  }
  return total;
}
