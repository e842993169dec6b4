import type { Clock } from "../clock.ts";
import { dropOldest } from "../drop-oldest.ts";
import type { Attempt } from "./attempt.ts";
import type { Candidate } from "./candidate.ts";

/** Failures in a row after which a credential is tried last. */
const FAILURES_TO_OPEN = 5;
/** How long it is tried last; then it has its own place again, and one more failure is enough. */
const PAUSE_MS = 30_000;
/** Credentials that fail at the same time and are remembered. */
const MAX_CIRCUITS = 10_000;

/** A credential that keeps failing. */
export interface OpenCircuit {
  provider: string;
  /** The provider key; undefined: the operator's credential, or none. */
  providerKeyId: string | undefined;
  failures: number;
  /** Milliseconds since the epoch; until then it is tried last. */
  openUntil: number;
}

/**
 * Remembers which credentials keep failing, so that requests don't begin with them. Nothing is ever refused for it: what
 * is broken is tried last.
 */
export interface CircuitBreaker {
  /** The candidates in their order, those with an open circuit after the others. */
  order(accountId: string, candidates: readonly Candidate[]): readonly Candidate[];
  /** What became of a try. */
  observe(accountId: string, candidate: Candidate, outcome: Attempt): void;
  /** The circuit of a candidate, if it is open. */
  openFor(accountId: string, candidate: Candidate): OpenCircuit | undefined;
  /** All that are open. */
  open(): OpenCircuit[];
}

export function createCircuitBreaker({ clock }: { clock: Clock }): CircuitBreaker {
  /** Only of credentials whose last try failed. */
  const circuits = new Map<string, OpenCircuit>();

  function openFor(accountId: string, candidate: Candidate): OpenCircuit | undefined {
    const circuit = circuits.get(circuitOf(accountId, candidate));
    return circuit && circuit.openUntil > clock.now() ? circuit : undefined;
  }

  return {
    openFor,

    order(accountId, candidates) {
      if (circuits.size === 0 || candidates.length === 1) return candidates;
      const last = candidates.filter((candidate) => openFor(accountId, candidate));
      if (last.length === 0) return candidates;
      return [...candidates.filter((candidate) => !last.includes(candidate)), ...last];
    },

    observe(accountId, candidate, outcome) {
      const id = circuitOf(accountId, candidate);
      if (!isFailure(outcome, candidate)) return void circuits.delete(id);
      const failures = (circuits.get(id)?.failures ?? 0) + 1;
      const { provider, credential } = candidate;
      // Put in anew, so that the oldest is the one that has not failed for longest.
      circuits.delete(id);
      circuits.set(id, {
        provider: provider.id,
        providerKeyId: credential.source === "user" ? credential.id : undefined,
        failures,
        openUntil: failures >= FAILURES_TO_OPEN ? clock.now() + PAUSE_MS : 0,
      });
      dropOldest(circuits, MAX_CIRCUITS);
    },

    open: () => [...circuits.values()].filter(({ openUntil }) => openUntil > clock.now()),
  };
}

/** The operator's credential is one for all accounts; custom providers' ids are an account's own. */
function circuitOf(accountId: string, { provider, credential }: Candidate): string {
  if (credential.source === "user") return credential.id;
  return credential.source === "ngrok" ? `operator ${provider.id}` : `${accountId} ${provider.id}`;
}

/** A request that the provider finds wrong says nothing against the credential. */
function isFailure(outcome: Attempt, { credential }: Candidate): boolean {
  if (outcome.kind === "failed") return true;
  if (outcome.kind !== "refused") return false;
  // What one request may not do is often forbidden as well: no account can bring that upon all that share a credential.
  if (outcome.status === 403) return credential.source !== "ngrok";
  return outcome.status >= 500 || [401, 402, 408, 429].includes(outcome.status);
}
