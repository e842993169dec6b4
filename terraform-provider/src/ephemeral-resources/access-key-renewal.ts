import type { ApiClient } from "../api/client.ts";
import type { Clock } from "../clock.ts";
import { DiagnosticError } from "../framework/diagnostics.ts";
import type { LeaseRequest } from "../framework/ephemeral-resource.ts";
import type { PrivateData } from "../framework/private-data.ts";
import { expireIn } from "../resources/access-key-end.ts";

/** What is remembered of an open key. Never its token. */
export interface KeyLease {
  id: string;
  /** Milliseconds. */
  ttl: number;
  /** By our clock, when the key ends unless it is renewed; the server's may say somewhat later. */
  until: number;
}

/** With less left, another attempt would come too late. */
const LAST_MOMENT_MS = 5_000;

export function rememberLease(data: PrivateData, { id, ttl, until }: KeyLease): void {
  data.set("id", id);
  data.set("ttl", String(ttl));
  data.set("until", String(until));
}

/**
 * Lets the key last for its whole time again. Terraform gives up at the first renewal that fails, so as long as there is
 * time, a failure is a warning and the next attempt comes when half of the rest is over.
 *
 * @returns when to renew next.
 */
export async function renewAccessKey(
  { private: data, diagnostics }: LeaseRequest,
  clock: Clock,
  client: ApiClient,
): Promise<Date> {
  const id = data.get("id") ?? "";
  const ttl = Number(data.get("ttl"));
  const started = clock.now();
  try {
    const renewed = await expireIn("renew the access key", id, ttl, client);
    if (typeof renewed !== "object") throw notRenewable(id, renewed);
    rememberLease(data, { id, ttl, until: started + ttl });
    return new Date(started + ttl / 2);
  } catch (error) {
    const left = Number(data.get("until")) - clock.now();
    const final = !(error instanceof DiagnosticError) || error instanceof NotRenewableError;
    if (final || left < LAST_MOMENT_MS) throw error;
    for (const { summary, detail } of error.diagnostics) diagnostics.addWarning(summary, detail);
    return new Date(clock.now() + left / 2);
  }
}

class NotRenewableError extends DiagnosticError {}

function notRenewable(id: string, reason: "gone" | "unsupported"): NotRenewableError {
  const summary = "Could not renew the access key";
  const detail =
    reason === "gone"
      ? `${id} is gone: somebody has deleted it. Whatever still uses its token is refused; run Terraform again.`
      : `The API can't move the expiry of ${id} (expiresIn), so that its token is refused once its ttl is over. Give it a ttl that is as long as the run.`;
  return new NotRenewableError([{ severity: "error", summary, detail }]);
}
