import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { UsageEvent } from "../ledger/usage-event.ts";

/** What the service tells Prometheus. No label is one that clients can make up values for. */
export interface Metrics {
  /** A gateway request is over. */
  requestFinished(request: FinishedRequest): void;
  /** The attempts of a request, as the ledger gets them. */
  used(events: readonly UsageEvent[]): void;
  /** The text for Prometheus, and its content type. */
  render(): Promise<{ contentType: string; text: string }>;
}

export interface FinishedRequest {
  /** A surface's id, or "other". */
  surface: string;
  /** Of what answered it; undefined: it did not get so far. */
  provider: string | undefined;
  status: number;
  seconds: number;
  /** Until the first byte of the answer; undefined: there was none from an upstream. */
  firstByteSeconds: number | undefined;
}

/** Renders one process's metrics, or all processes' together. */
export type Render = (registry: Registry) => () => Promise<string>;

/** What is looked up when Prometheus asks. */
export interface MetricSources {
  openCircuits(): readonly { provider: string; providerKeyId: string | undefined }[];
  /** Requests whose events are on their way to the database. */
  ledgerBacklog(): number;
}

/** From a millisecond to the two minutes that a request may take by default. */
const SECONDS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];

const renderOwn: Render = (registry) => () => registry.metrics();

/** @param rendererOf how the text is made; by default of this process's metrics alone. */
export function createMetrics(sources: MetricSources, rendererOf: Render = renderOwn): Metrics {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: "aigateway_requests_total",
    help: "Requests to the gateway, by the status that the client got",
    labelNames: ["surface", "provider", "status"],
    registers,
  });
  const attempts = new Counter({
    name: "aigateway_attempts_total",
    help: "Tries at upstreams; status 0: no answer",
    labelNames: ["provider", "key_source", "status"],
    registers,
  });
  const tokens = new Counter({
    name: "aigateway_tokens_total",
    help: "Tokens of answered requests",
    labelNames: ["provider", "direction"],
    registers,
  });
  const cost = new Counter({
    name: "aigateway_cost_dollars_total",
    help: "What was taken off balances",
    labelNames: ["provider", "key_source"],
    registers,
  });
  const duration = new Histogram({
    name: "aigateway_request_duration_seconds",
    help: "From a request's arrival to the end of its answer",
    labelNames: ["surface"],
    buckets: SECONDS,
    registers,
  });
  const firstByte = new Histogram({
    name: "aigateway_time_to_first_byte_seconds",
    help: "From a request's arrival to the first byte of an upstream's answer, for streams the first token",
    labelNames: ["surface"],
    buckets: SECONDS,
    registers,
  });
  new Gauge({
    name: "aigateway_circuit_open",
    help: "Credentials that keep failing and are tried last",
    labelNames: ["provider", "provider_key_id"],
    aggregator: "max", // it is open somewhere
    registers,
    collect() {
      this.reset();
      for (const { provider, providerKeyId } of sources.openCircuits()) {
        this.set({ provider, provider_key_id: providerKeyId ?? "" }, 1);
      }
    },
  });
  new Gauge({
    name: "aigateway_ledger_backlog",
    help: "Requests whose usage is on its way to the database",
    registers,
    collect() {
      this.set(sources.ledgerBacklog());
    },
  });

  const render = rendererOf(registry);
  return {
    requestFinished({ surface, provider = "", status, seconds, firstByteSeconds }) {
      requests.inc({ surface, provider, status });
      duration.observe({ surface }, seconds);
      if (firstByteSeconds !== undefined) firstByte.observe({ surface }, firstByteSeconds);
    },

    used(events) {
      for (const { provider, keySource, statusCode, inputTokens, outputTokens, costNanos } of events) {
        attempts.inc({ provider, key_source: keySource, status: statusCode });
        if (inputTokens > 0) tokens.inc({ provider, direction: "input" }, inputTokens);
        if (outputTokens > 0) tokens.inc({ provider, direction: "output" }, outputTokens);
        if (costNanos > 0) cost.inc({ provider, key_source: keySource }, costNanos / 1e9);
      }
    },

    render: async () => ({ contentType: registry.contentType, text: await render() }),
  };
}
