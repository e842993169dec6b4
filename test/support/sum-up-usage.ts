import type { UsageEvent } from "../../control-plane/src/ledger/usage-event.ts";

/** What the API tells of usage in sums. */
export interface Sums {
  /** Dollars with five places. */
  cost: string;
  requests: number;
  errors: number;
}

export type Bucket = Sums & { bucketStart: string; groupKey: string };

/** What the API tells of one event, as far as sums are made of it. */
export type ListedEvent = Pick<
  UsageEvent,
  "id" | "isFinalAttempt" | "isError" | "provider" | "accessKeyId"
> & {
  eventTime: string;
  lineage?: string;
  totalCost: string;
};

/** Sums events up by day (UTC) and group, by hand. */
export function summedUp(events: ListedEvent[], groupOf: (event: ListedEvent) => string): Bucket[] {
  const groups = new Map<string, ListedEvent[]>();
  for (const event of events) {
    const key = `${event.eventTime.slice(0, 10)} ${groupOf(event)}`;
    groups.set(key, [...(groups.get(key) ?? []), event]);
  }
  return [...groups.keys()].sort().map((key) => ({
    bucketStart: `${key.slice(0, 10)}T00:00:00.000Z`,
    groupKey: key.slice(11),
    ...sumsOf(groups.get(key) ?? []),
  }));
}

export function sumsOf(events: ListedEvent[]): Sums {
  const units = events.reduce((sum, { totalCost }) => sum + Number(totalCost.replace(".", "")), 0);
  const final = events.filter(({ isFinalAttempt }) => isFinalAttempt);
  const errors = final.filter(({ isError }) => isError).length;
  return { cost: (units / 100_000).toFixed(5), requests: final.length, errors };
}
