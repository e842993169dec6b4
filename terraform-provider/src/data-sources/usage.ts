import type { ApiClient } from "../api/client.ts";
import type { DataSource } from "../framework/data-source.ts";
import type { Diagnostics } from "../framework/diagnostics.ts";
import type { Config, KnownConfig } from "../framework/schema/model.ts";
import { isUnknown } from "../protocol/value/value.ts";
import { withoutNulls } from "../resources/write-body.ts";
import { readUsageEvents } from "./usage-events.ts";
import { type UsageSchema, usageSchema } from "./usage-schema.ts";
import { addUp } from "./usage-sums.ts";

/** How the API groups by what usage can be narrowed to. */
const GROUPS = { access_key_id: "accessKey", lineage: "lineage" } as const;
type Narrowing = keyof typeof GROUPS;
const NARROWINGS = Object.keys(GROUPS) as Narrowing[];

export const usageData: DataSource<UsageSchema, ApiClient> = {
  typeName: "aigateway_usage",
  schema: usageSchema,

  validateConfig(config, diagnostics) {
    checkGroups(config, diagnostics);
    checkRange(config, diagnostics);
    const { include_retries } = config; // an unknown one may turn out null
    if (include_retries !== null && !isUnknown(include_retries) && config.max_events === null) {
      const remedy =
        "include_retries is about events, and max_events asks for none. Give it, or leave both out.";
      diagnostics.addAttributeError(["include_retries"], "No events asked for", remedy);
    }
  },

  async read({ config }, client) {
    const narrowing = NARROWINGS.find((name) => config[name] !== null);
    const range = withoutNulls({ startTime: config.start_time ?? "", endTime: config.end_time });
    const groupBy = (narrowing ? GROUPS[narrowing] : config.group_by) as "provider" | null;
    const overview = await client.call("read the usage", (api) =>
      api.GET("/usage/overview", { params: { query: { ...range, ...withoutNulls({ groupBy }) } } }),
    );
    const buckets = overview.buckets.map(({ bucketStart, groupKey, cost, requests, errors }) => ({
      bucket_start: bucketStart,
      group_key: groupKey,
      cost,
      requests,
      errors,
    }));
    const shown = narrowing ? buckets.filter(({ group_key }) => group_key === config[narrowing]) : buckets;
    return {
      ...inputs(config),
      totals: narrowing ? addUp(shown) : overview.totals,
      buckets: shown,
      events: await readUsageEvents(config, range, client),
    };
  },
};

/** Sums are kept by one thing at a time, so that what they are narrowed to is what they are grouped by. */
function checkGroups(config: Config<UsageSchema>, diagnostics: Diagnostics): void {
  const given = NARROWINGS.filter((name) => config[name] !== null);
  if (given.some((name) => isUnknown(config[name]))) return; // it may turn out null
  const [narrowing, other] = given;
  if (other !== undefined) {
    const remedy = `${narrowing} and ${other} are both given, but usage is summed up by one of them at a time. Leave one out.`;
    diagnostics.addAttributeError([other], "Two things to narrow usage to", remedy);
  }
  const { group_by } = config;
  if (narrowing === undefined || group_by === null || isUnknown(group_by)) return;
  if (group_by === GROUPS[narrowing]) return;
  const remedy = `With ${narrowing} usage is grouped by "${GROUPS[narrowing]}", not by "${group_by}". Leave group_by out, or ${narrowing}.`;
  diagnostics.addAttributeError(["group_by"], "Another group than what is narrowed to", remedy);
}

function checkRange({ start_time, end_time }: Config<UsageSchema>, diagnostics: Diagnostics): void {
  if (typeof start_time !== "string" || typeof end_time !== "string") return;
  // What is no time is told already, and compares as false.
  if (!(Date.parse(end_time) <= Date.parse(start_time))) return;
  const remedy = `end_time is ${JSON.stringify(end_time)}, which is not after start_time, ${JSON.stringify(start_time)}. Give a later one, or none.`;
  diagnostics.addAttributeError(["end_time"], "Invalid end_time", remedy);
}

function inputs(config: KnownConfig<UsageSchema>) {
  const { start_time, end_time, group_by, access_key_id, lineage, max_events, include_retries } = config;
  return {
    start_time: start_time ?? "",
    end_time,
    group_by,
    access_key_id,
    lineage,
    max_events,
    include_retries,
  };
}
