import { systemClock } from "../../../control-plane/src/clock.ts";
import { readConfig } from "../../../control-plane/src/config.ts";
import { openDatabase } from "../../../control-plane/src/database.ts";
import { readCredits } from "../../../control-plane/src/ledger/read-credits.ts";
import { startSqlite } from "../../support/databases.ts";
import { freePort } from "../../support/free-port.ts";
import { FIRST, SECOND, startGateway, type TestGateway } from "../../support/gateway.ts";
import type { Cell } from "./failover-matrix-cells.ts";
import { type CandidateName, keyOf, modelOf, POSITIONS } from "./failover-matrix-positions.ts";
import { SURFACES } from "./failover-matrix-surfaces.ts";

/** A gateway in which any cell of the matrix can be set up, one after the other. */
export interface MatrixGateway {
  gateway: TestGateway;
  /** Ids of provider keys: A and B, at the simulated provider and at the one where nobody listens. */
  keyIds: Record<"sim" | "dead", Record<"A" | "B", string>>;
  /** Programs the upstream's faults, and sends the cell's request. */
  run(cell: Cell): Promise<Ran>;
  /** One try may take this long; null: as long as it likes. */
  setTimeout(duration: string | null): Promise<void>;
  close(): Promise<void>;
}

/** What came of a request. */
export interface Ran {
  status: number;
  headers: Headers;
  body: Buffer;
  /** Its events, in the order of their attempts. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  events: any[];
  /** What it took off the balance, exactly. */
  spentNanos: number;
}

const VALUES = { A: FIRST, B: SECOND };
/** Seconds; the second key's is the smaller one. */
export const RETRY_AFTER = { A: 30, B: 5 };
/** A circuit that failures have opened is closed again after this. */
const CIRCUIT_PAUSE_MS = 30_000;

export async function startMatrixGateway(): Promise<MatrixGateway> {
  const database = await startSqlite();
  // Failures of one cell must not put a key last in the next one: the gateway believes that half a minute has passed.
  let passedMs = 0;
  const clock = { now: () => systemClock.now() + passedMs };
  const env = { AIGATEWAY_DATABASE_URL: database.url };
  const gateway = await startGateway({ env, clock });
  const { service, upstream, providerKeyIds } = gateway;
  const db = openDatabase(readConfig(env).database);
  const { id: accountId } = await db("accounts").first("id");

  const baseUrl = `http://127.0.0.1:${await freePort()}`;
  await service.api("POST", "/providers", { providerId: "dead", name: "Dead", baseUrl });
  const [a, b] = [
    await service.api("POST", "/provider-keys", {
      providerId: "dead",
      name: "a",
      value: "sk-dead-a-0123456789",
    }),
    await service.api("POST", "/provider-keys", {
      providerId: "dead",
      name: "b",
      value: "sk-dead-b-0123456789",
    }),
  ];
  const keyIds = {
    sim: { A: providerKeyIds[0], B: providerKeyIds[1] },
    dead: { A: a.body.id, B: b.body.id },
  };
  const step = (id: string) => [{ type: "user" as const, keys: [{ id }] }];
  const rules = [
    { provider: "sim", steps: step(keyIds.sim.A) },
    { provider: "dead", steps: step(keyIds.dead.A) },
  ];
  const tokens = {
    one: (await gateway.accessKey({ router: { rules } })).token,
    two: (await gateway.accessKey()).token,
  };

  function programFaults({ surface, fault: { fault }, position }: Cell): void {
    const { failing, earlier } = POSITIONS[position];
    if (earlier) upstream.failNext({ kind: "status", status: 500 }, scopeOf(earlier));
    if (!fault) return;
    for (const candidate of failing) {
      const what = fault(SURFACES[surface].middle);
      const retryAfter = RETRY_AFTER[keyOf(candidate)];
      upstream.failNext(what.kind === "status" ? { ...what, retryAfter } : what, scopeOf(candidate));
    }
  }

  const balance = async () => (await readCredits(db, accountId, clock)).balanceNanos;

  return {
    gateway,
    keyIds,
    async run(cell) {
      upstream.reset();
      passedMs += CIRCUIT_PAUSE_MS;
      programFaults(cell);
      const before = await balance();
      const { keys, models } = POSITIONS[cell.position];
      const { path, request, streams } = SURFACES[cell.surface];
      const response = await fetch(`${service.baseUrl}/v1/${path}`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${tokens[keys]}`,
          "content-type": "application/json",
          "anthropic-version": "2023-06-01",
        },
        body: JSON.stringify({
          ...request,
          model: `${cell.fault.fault ? "sim" : "dead"}:m1`,
          ...(models === "two" && { models: ["sim:m2"] }),
          ...(streams && { stream: cell.mode === "SSE" }),
        }),
      });
      const body = Buffer.from(await response.arrayBuffer());
      const requestId = response.headers.get("x-request-id");
      const query = "startTime=2000-01-01T00:00:00Z&includeRetries=true&limit=10";
      const usage = (await service.api("GET", `/usage?${query}`)).body.aiGatewayUsage;
      const events = usage
        .filter((event: { requestId: string }) => event.requestId === requestId)
        .sort(
          (x: { attemptNumber: number }, y: { attemptNumber: number }) => x.attemptNumber - y.attemptNumber,
        );
      // Whoever asks for usage is answered when all of it is in the database.
      const spentNanos = before - (await balance());
      return { status: response.status, headers: response.headers, body, events, spentNanos };
    },
    async setTimeout(duration) {
      const { status } = await service.api("PATCH", "/gateway-config", { perRequestTimeout: duration });
      if (status !== 200) throw new Error(`The time-out could not be set: ${status}`);
    },
    async close() {
      await gateway.close();
      await db.destroy();
      await database.close();
    },
  };
}

function scopeOf(candidate: CandidateName) {
  return { key: VALUES[keyOf(candidate)], model: modelOf(candidate) };
}
