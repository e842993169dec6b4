import { randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname } from "node:path";
import type { Logger } from "pino";
import { createApiKeyStore } from "./api-keys/store.ts";
import { createApp } from "./app.ts";
import { type Bootstrapped, bootstrap } from "./bootstrap.ts";
import type { Clock } from "./clock.ts";
import type { Config } from "./config.ts";
import { encryptionKeyFrom } from "./crypto/encryption-key-file.ts";
import { createSealer } from "./crypto/seal.ts";
import { openDatabase } from "./database.ts";
import { createGateway } from "./gateway/gateway.ts";
import type { GatewayLimits } from "./gateway/limits.ts";
import { createPrivateUpstreams } from "./gateway/private-upstreams.ts";
import { createLedger } from "./ledger/ledger.ts";
import { migrate } from "./migrate.ts";
import { managementRoutes } from "./resources.ts";
import { createShutdown } from "./shutdown.ts";

export interface ServiceOptions {
  config: Config;
  clock: Clock;
  log: Logger;
  /** Other limits than the contract's, for tests. */
  limits?: Partial<GatewayLimits>;
}

export interface Service {
  /** Where it listens: `http://127.0.0.1:8080`. */
  url: string;
  bootstrapped: Bootstrapped;
  /** Finishes what runs, refuses what is new, and lets go of everything; within the configured time. */
  close(): Promise<void>;
}

/** Migrates the database, listens, and serves until `close`. Throws when the database or the port can't be had. */
export async function startService({ config, clock, log, limits }: ServiceOptions): Promise<Service> {
  const db = openDatabase(config.database);
  try {
    const applied = await migrate(db);
    if (applied.length > 0) log.info({ versions: applied }, "database migrated");
    const bootstrapped = await bootstrap({
      db,
      clock,
      apiKey: config.bootstrapApiKey,
      initialCreditsCents: config.initialCreditsCents,
    });

    const sealer = createSealer(encryptionKeys(config));
    const ledger = createLedger({ db, clock, log });
    const privateUpstreams = createPrivateUpstreams(config.privateUpstreams);
    const apiKeys = createApiKeyStore(db);
    const server = createServer();
    const { isDraining, drain } = createShutdown({ server, log, timeoutMs: config.shutdownTimeoutMs });
    const shared = { db, clock, sealer, ledger, privateUpstreams };
    const gateway = createGateway({ ...shared, config, log, isDraining, limits });
    const app = createApp({
      config,
      db,
      log,
      apiKeys,
      gateway: gateway.middleware,
      routes: managementRoutes(shared),
      onChange: gateway.forget,
      isDraining,
    });
    server.on("request", app.callback());
    const url = await listen(server, config);

    return {
      url,
      bootstrapped,
      async close() {
        await drain();
        await ledger.flush();
        await gateway.close();
        await db.destroy();
      },
    };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

function encryptionKeys({ encryptionKeys, database }: Config): Buffer[] {
  if (encryptionKeys.length > 0) return encryptionKeys;
  if (database.kind === "postgres") return [encryptionKeyFrom("data")];
  // What a database in memory seals is gone with it.
  return [database.file === ":memory:" ? randomBytes(32) : encryptionKeyFrom(dirname(database.file))];
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
