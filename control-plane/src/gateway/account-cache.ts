import type { Clock } from "../clock.ts";

/**
 * What the hot path keeps in memory of the database, bounded and never older than `maxAgeMs`. A change in this process
 * takes effect at once (`forget`), one in another process when the age is over.
 */
export interface AccountCache<V> {
  /** At once when it is cached, else a promise. A key without a value is looked up each time. */
  get(key: string): V | undefined | Promise<V | undefined>;
  /** Everything of an account is out of date, also what is just being loaded. */
  forget(accountId: string): void;
}

export interface AccountCacheOptions<V> {
  clock: Clock;
  maxEntries: number;
  maxAgeMs: number;
  load(key: string): Promise<V | undefined>;
  accountOf(value: V): string;
}

interface Entry<V> {
  value: V;
  loadedAt: number;
  /** How many changes had been seen when the loading began. */
  changes: number;
}

export function createAccountCache<V>(options: AccountCacheOptions<V>): AccountCache<V> {
  const { clock, maxEntries, maxAgeMs, load, accountOf } = options;
  const entries = new Map<string, Entry<V>>();
  const loading = new Map<string, { promise: Promise<V | undefined>; changes: number }>();
  const changedAt = new Map<string, number>();
  let changes = 0;

  const isCurrent = (entry: Entry<V>) => (changedAt.get(accountOf(entry.value)) ?? 0) <= entry.changes;

  function store(key: string, entry: Entry<V>): void {
    entries.delete(key);
    entries.set(key, entry);
    // A Map keeps the order of insertion: its first key is the one that was loaded longest ago.
    if (entries.size > maxEntries) entries.delete(entries.keys().next().value as string);
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

  return {
    get(key) {
      const entry = entries.get(key);
      if (entry && clock.now() - entry.loadedAt < maxAgeMs && isCurrent(entry)) return entry.value;
      return reload(key);
    },

    forget(accountId) {
      changes++;
      changedAt.set(accountId, changes);
    },
  };
}
