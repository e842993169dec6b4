import { type Clock, fromRfc3339 } from "../clock.ts";
import { type Route, route } from "../http/route.ts";
import { makeCursor, readCursor } from "./cursor.ts";
import { readOverview } from "./overview.ts";
import { presentOverview, presentUsageEvent } from "./present.ts";
import { UsageList, UsageOverview, UsageOverviewQuery, UsageQuery } from "./schema.ts";
import { createUsageStore } from "./store.ts";

const tag = "Usage";

export function usageRoutes({ clock }: { clock: Clock }): Route[] {
  return [
    route({
      method: "GET",
      path: "/usage",
      operationId: "listUsage",
      summary: "List usage events, newest first",
      tag,
      showsUsage: true,
      query: UsageQuery,
      success: { status: 200, description: "A page of events, one an attempt.", schema: UsageList },
      errors: [422],
      async handle({ db, caller, query, requestUri }) {
        const rows = await createUsageStore(db).page(caller.accountId, {
          ...query,
          ...range(query, clock),
          before: query.cursor === undefined ? undefined : readCursor(query.cursor),
        });
        const shown = rows.slice(0, query.limit);
        const last = shown.at(-1);
        let nextPageUri: string | null = null;
        if (rows.length > shown.length && last) {
          const next = new URL(requestUri);
          next.searchParams.set("cursor", makeCursor(last));
          nextPageUri = next.toString();
        }
        return { aiGatewayUsage: shown.map(presentUsageEvent), uri: requestUri, nextPageUri };
      },
    }),
    route({
      method: "GET",
      path: "/usage/overview",
      operationId: "getUsageOverview",
      summary: "Sum usage up by day",
      tag,
      showsUsage: true,
      query: UsageOverviewQuery,
      success: { status: 200, description: "Cost and counts by day and group.", schema: UsageOverview },
      errors: [422],
      async handle({ db, caller, query, requestUri }) {
        const filter = { ...range(query, clock), groupBy: query.groupBy };
        return presentOverview(await readOverview(db, caller.accountId, filter), requestUri);
      },
    }),
  ];
}

function range(query: { startTime: string; endTime?: string | undefined }, clock: Clock) {
  return {
    start: fromRfc3339(query.startTime),
    // "Now" includes the events of this very millisecond.
    end: query.endTime === undefined ? clock.now() + 1 : fromRfc3339(query.endTime),
  };
}
