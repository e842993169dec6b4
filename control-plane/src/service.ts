import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Middleware } from "koa";
import type { Logger } from "pino";
import { createApp } from "./app.ts";
import type { Bootstrapped } from "./bootstrap.ts";
import { createChangeFeed } from "./changes/change-feed.ts";
import type { Clock } from "./clock.ts";
import type { Config } from "./config.ts";
import { configuredKeys } from "./crypto/configured-keys.ts";
import { createSealer } from "./crypto/seal.ts";
import { openDatabase, openReader } from "./database.ts";
import { createCircuitBreaker } from "./gateway/circuit-breaker.ts";
import { createGateway } from "./gateway/gateway.ts";
import { DEFAULT_LIMITS, type GatewayLimits } from "./gateway/limits.ts";
import { createPrivateUpstreams } from "./gateway/private-upstreams.ts";
import { createIdempotency } from "./http/idempotency.ts";
import { createLastUsed } from "./last-used.ts";
import { createLedger } from "./ledger/ledger.ts";
import { createMetrics, type Render } from "./metrics/metrics.ts";
import { createGrantPurchase } from "./payments/grant-purchase.ts";
import { createPayments } from "./payments/payments.ts";
import { stripeWebhook } from "./payments/webhook.ts";
import { prepare } from "./prepare-database.ts";
import { signingKey } from "./provider-registry/signing-key.ts";
import { managementRoutes } from "./resources.ts";
import { createShutdown } from "./shutdown.ts";
import { createStopList } from "./stop-list.ts";

/** How often answers that are kept for repeated requests are looked through for old ones. */
const SWEEP_INTERVAL_MS = 60_000;

export interface ServiceOptions {
  config: Config;
  clock: Clock;
  log: Logger;
  /** Other limits than the contract's, for tests. */
  limits?: Partial<GatewayLimits>;
  /** How metrics are rendered; by default this process's alone. */
  renderMetrics?: Render;
  /** Around every answer of the management API, for tests. */
  inspect?: Middleware;
}

export interface Service {
  /** Where it listens: `http://127.0.0.1:8080`. */
  url: string;
  bootstrapped: Bootstrapped;
  /** Finishes what runs, refuses what is new, and lets go of everything; within the configured time. */
  close(): Promise<void>;
}

/**
 * What requests that are cut off at the end of the time for shutting down have to tell of it, before the connections to
 * their upstreams are closed as well: else it is those that seem to have failed.
 */
const CUT_OFF_MS = 500;

/** Migrates the database, listens, and serves until `close`. Throws when the database or the port can't be had. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { config, clock, log, limits, renderMetrics, inspect } = options;
  const db = openDatabase(config.database, log);
  const { onStop, stop } = createStopList(config.shutdownTimeoutMs + CUT_OFF_MS);
  onStop(() => db.destroy());
  try {
    const bootstrapped = await prepare(db, { config, clock, log });

    // Nothing of OpenTelemetry is loaded without an endpoint.
    const tracing =
      config.tracing &&
      (await import("./tracing/start-tracing.ts")).startTracing({ config: config.tracing, clock, log });
    if (tracing) onStop(tracing.close);
    const reader = openReader(db, config.database, log);
    onStop(() => reader.destroy());
    const sealer = createSealer(configuredKeys(config).source);
    const ledger = createLedger({ db, clock, log, journalFolder: config.journalFolder });
    onStop(ledger.close);
    const recovered = await ledger.recover();
    if (recovered > 0) log.info({ events: recovered }, "usage recovered from the journal");
    const privateUpstreams = createPrivateUpstreams(config.privateUpstreams);
    const payments = await createPayments(config.stripe, log);
    const lastUsed = createLastUsed({ db, clock, log });
    onStop(lastUsed.close);
    const idempotency = createIdempotency({ db, clock, sealer });
    const server = createServer();
    const { isDraining, drain } = createShutdown({ server, log, timeoutMs: config.shutdownTimeoutMs });
    const shared = { db, clock, log, lastUsed, isDraining };
    const breaker = createCircuitBreaker({ clock });
    const sources = { openCircuits: breaker.open, ledgerBacklog: ledger.backlog };
    const metrics = createMetrics(sources, renderMetrics);
    const traffic = {
      config,
      sealer,
      ledger,
      privateUpstreams,
      breaker,
      metrics,
      limits,
      tracer: tracing?.tracer,
    };
    const feed = createChangeFeed({
      db: reader,
      database: config.database,
      log,
      onChange: (id) => gateway.forget(id),
    });
    onStop(feed.close);
    const gateway = createGateway({ ...shared, ...traffic, db: reader, isFeedLive: feed.isLive });
    onStop(gateway.close);
    const onChange = gateway.forget;
    const grantPurchase = createGrantPurchase({ db, clock, log });
    const app = createApp({
      ...shared,
      config,
      idempotency,
      metrics,
      gateway,
      registry: {
        folder: config.providerReleases,
        publicUrl: config.publicUrl,
        clientStallMs: limits?.clientStallMs ?? DEFAULT_LIMITS.clientStallMs,
        log,
        signingKey: () => signingKey({ db, sealer, clock }),
      },
      stripeWebhook: stripeWebhook({ payments, grantPurchase }),
      routes: managementRoutes({ clock, sealer, privateUpstreams, payments, explain: gateway.explain }),
      onChange,
      settleUsage: ledger.flush,
      inspect,
    });
    server.on("request", app);
    const url = await listen(server, config);
    const sweeping = setInterval(
      () => idempotency.sweep().catch((error) => log.warn({ err: error }, "old answers could not be erased")),
      SWEEP_INTERVAL_MS,
    ).unref();
    onStop(async () => clearInterval(sweeping));
    onStop(drain);
    return { url, bootstrapped, close: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function listen(server: Server, { host, port }: Config): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      const { address, port, family } = server.address() as AddressInfo;
      resolve(`http://${family === "IPv6" ? `[${address}]` : address}:${port}`);
    });
  });
}
