import { type CreatedAccount, createAccount } from "../../control-plane/src/accounts/create-account.ts";
import { type Clock, systemClock } from "../../control-plane/src/clock.ts";
import { type Database, inTransaction } from "../../control-plane/src/database.ts";
import type { ControlPlane } from "./control-plane.ts";

/** Makes one more account in a service's database, without credits. */
export function newAccount(db: Database, clock: Clock = systemClock): Promise<CreatedAccount> {
  const fields = { name: "other", apiKeyName: "first", creditsCents: 0 };
  return inTransaction(db, (transaction) =>
    createAccount(transaction, { ...fields, createdBy: { type: "commandLine" } }, clock),
  );
}

/** The management API as the owner of an API key sees it. */
export function apiOf(service: Pick<ControlPlane, "api">, apiKey: string): ControlPlane["api"] {
  return (method, path, body, headers) =>
    service.api(method, path, body, { authorization: `Bearer ${apiKey}`, ...headers });
}
