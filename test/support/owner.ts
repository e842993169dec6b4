import { randomBytes } from "node:crypto";
import { systemClock } from "../../control-plane/src/clock.ts";
import type { Database } from "../../control-plane/src/database.ts";
import { inTransaction } from "../../control-plane/src/database.ts";
import type { Route } from "../../control-plane/src/http/route.ts";
import { grantCredits } from "../../control-plane/src/ledger/grant-credits.ts";
import type { Ledger } from "../../control-plane/src/ledger/ledger.ts";
import { centsToNanos } from "../../control-plane/src/money.ts";
import type { ControlPlane } from "./control-plane.ts";
import { usageEvent } from "./usage-event.ts";

/** An account with one of everything, all of it named after its owner. */
export interface Owner {
  name: string;
  accountId: string;
  api: ControlPlane["api"];
  /** The id of its resource by the path of the collection: `/access-keys`. */
  ids: Record<string, string>;
  /** What its custom provider is called in model names. */
  providerId: string;
  lineage: string;
}

export interface OwnerOptions {
  name: string;
  accountId: string;
  api: ControlPlane["api"];
  db: Database;
  ledger: Ledger;
  /** When its usage was: two events, one hour after the other. */
  usedAt: string;
}

export async function createOwner({
  name,
  accountId,
  api,
  db,
  ledger,
  usedAt,
}: OwnerOptions): Promise<Owner> {
  const ids: Owner["ids"] = {};
  const create = async (path: string, body: object) => {
    const answer = await api("POST", path, body);
    if (answer.status !== 201) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    ids[path] = answer.body.id;
    return answer.body.id as string;
  };
  const providerId = `${name}-models`;
  const lineage = `${name}-lineage`;
  await create("/providers", {
    providerId,
    name,
    baseUrl: "https://models.example.com",
    models: [{ modelId: `${name}-m1` }],
  });
  const value = `sk-${name}-${randomBytes(12).toString("hex")}`;
  const key = await create("/provider-keys", { providerId, name, value });
  const accessKeyConfigurationId = await create("/access-key-configurations", {
    name,
    access: { providers: { allow: [providerId] } },
    router: { rules: [{ provider: providerId, steps: [{ type: "user", keys: [{ id: key }] }] }] },
  });
  const accessKeyId = await create("/access-keys", { name, lineage, accessKeyConfigurationId });
  await create("/api-keys", { name });
  await api("PATCH", "/gateway-config", { metadata: name });
  ids["/audit-events"] = (await api("GET", "/audit-events?limit=1")).body.aiGatewayAuditEvents[0].id;

  const amountNanos = centsToNanos(name.length * 1000);
  const grant = { accountId, amountNanos, category: "promotional", expiresAt: null } as const;
  await inTransaction(db, (transaction) => grantCredits(transaction, grant, systemClock));
  const used = { accountId, accessKeyId, lineage, provider: providerId };
  const eventTime = Date.parse(usedAt);
  await ledger.record([
    usageEvent({ ...used, eventTime }),
    usageEvent({ ...used, eventTime: eventTime + 3_600_000 }),
  ]);
  return { name, accountId, api, ids, providerId, lineage };
}

/** All that an account can read of itself, less what its own reading changes. */
export async function everythingOf(owner: Owner, routes: readonly Route[]): Promise<Record<string, unknown>> {
  const read: Record<string, unknown> = {};
  for (const { path } of routes.filter(({ method }) => method === "GET")) {
    const { status, body } = await owner.api("GET", pathTo(path, owner) + queryOf(path));
    if (status !== 200) throw new Error(`${owner.name} can't read ${path}: ${status}.`);
    read[path] = JSON.parse(JSON.stringify(body), (name, value) => (name === "lastUsed" ? null : value));
  }
  return read;
}

/** A route's path with the id of the owner's resource in it. */
export function pathTo(path: string, { ids }: Owner): string {
  return path.replace("{id}", ids[collectionOf(path)] ?? "of-no-known-collection");
}

export function collectionOf(path: string): string {
  return path.slice(0, path.indexOf("/{id}"));
}

/** What a route needs in its query, to show all. */
export function queryOf(path: string): string {
  return path.startsWith("/usage") ? "?startTime=2000-01-01T00:00:00Z&endTime=2027-01-01T00:00:00Z" : "";
}
