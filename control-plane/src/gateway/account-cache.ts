import type { Clock } from "../clock.ts";
import { dropOldest } from "../drop-oldest.ts";

/**
 * What the hot path keeps in memory of the database, bounded. A change takes effect when it is heard of (`forget`): one
 * in this process at once, one in another when the change feed tells. While the feed does not, entries are read again
 * after `UNHEARD_AGE_MS`.
 */
export interface AccountCache<V> {
  /** At once when it is cached, else a promise. A key without a value is looked up each time. */
  get(key: string): V | undefined | Promise<V | undefined>;
  /** Everything of an account, or of all, is out of date, also what is just being loaded. */
  forget(accountId: string | undefined): void;
}

export interface AccountCacheOptions<V> {
  clock: Clock;
  maxEntries: number;
  /** Whether changes in other processes are heard of. */
  isFeedLive(): boolean;
  load(key: string): Promise<V | undefined>;
  accountOf(value: V): string;
}

interface Entry<V> {
  value: V;
  loadedAt: number;
  /** How many changes had been seen when the loading began. */
  changes: number;
}

/** Even when all changes are heard of, everything is read again now and then. */
const MAX_AGE_MS = 30_000;
/** With the half second in which the loss of the feed may go unnoticed this stays below a second. */
const UNHEARD_AGE_MS = 400;
/** While the database can't be read, what was known is good for this long after it was read. */
const OUTAGE_AGE_MS = 60_000;
/** So long a request waits for a database that does not answer, when it can go on with what is known. */
const PATIENCE_MS = 500;

export function createAccountCache<V>(options: AccountCacheOptions<V>): AccountCache<V> {
  const { clock, maxEntries, isFeedLive, load, accountOf } = options;
  const entries = new Map<string, Entry<V>>();
  const loading = new Map<string, { promise: Promise<V | undefined>; changes: number }>();
  const changedAt = new Map<string, number>();
  let changes = 0;
  let allChangedAt = 0;

  const isCurrent = ({ value, changes }: Entry<V>) =>
    allChangedAt <= changes && (changedAt.get(accountOf(value)) ?? 0) <= changes;
  const isYounger = ({ loadedAt }: Entry<V>, ageMs: number) => clock.now() - loadedAt < ageMs;

  function store(key: string, entry: Entry<V>): void {
    entries.delete(key);
    entries.set(key, entry);
    dropOldest(entries, maxEntries);
  }

  function reload(key: string): Promise<V | undefined> {
    const running = loading.get(key);
    if (running && running.changes === changes) return running.promise;
    const begun = changes;
    const loadedAt = clock.now();
    const promise = load(key)
      .then((value) => {
        if (value === undefined) entries.delete(key);
        else store(key, { value, loadedAt, changes: begun });
        return value;
      })
      .finally(() => {
        if (loading.get(key)?.promise === promise) loading.delete(key);
      });
    loading.set(key, { promise, changes: begun });
    return promise;
  }

  /** As long as the database can't be read, nobody can change anything in it either. */
  async function reloadUnlessAway(key: string, known: Entry<V>): Promise<V | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<V>((resolve) => {
      timer = setTimeout(() => resolve(known.value), PATIENCE_MS);
    });
    const reloaded = reload(key).catch(() => known.value);
    return Promise.race([reloaded, late]).finally(() => clearTimeout(timer));
  }

  return {
    get(key) {
      const entry = entries.get(key);
      if (!entry || !isCurrent(entry)) return reload(key);
      if (isYounger(entry, isFeedLive() ? MAX_AGE_MS : UNHEARD_AGE_MS)) return entry.value;
      return isYounger(entry, OUTAGE_AGE_MS) ? reloadUnlessAway(key, entry) : reload(key);
    },

    forget(accountId) {
      changes++;
      if (accountId === undefined) allChangedAt = changes;
      else changedAt.set(accountId, changes);
    },
  };
}
