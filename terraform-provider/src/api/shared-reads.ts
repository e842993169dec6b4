import type { Answer, Endpoints } from "./endpoints.ts";

/** A kind of object that can be read alone and as a page of a list, newest first, in the same form. */
export interface Collection<T extends { id: string }, List> {
  name: string;
  one(api: Endpoints, id: string): Promise<Answer<T>>;
  page(api: Endpoints, query: { limit: number; beforeId: string }): Promise<Answer<List>>;
  itemsOf(list: List): readonly T[];
}

/** Reads one object; `null` when it is gone. */
export type ReadShared = <T extends { id: string }, List>(
  action: string,
  collection: Collection<T, List>,
  id: string,
) => Promise<T | null>;

export interface SharedReadsOptions {
  /** Throws unless the request succeeds. */
  call<T>(action: string, send: (api: Endpoints) => Promise<Answer<T>>): Promise<T>;
  callUnlessGone<T>(action: string, send: (api: Endpoints) => Promise<Answer<T>>): Promise<T | null>;
  /** Whether an error is the API's or the network's, and not a fault in here. */
  isRefusal(error: unknown): boolean;
  /** Milliseconds that only ever grow. */
  now(): number;
}

const PAGE = 100;
/** More reads than this within a second are a large workspace being refreshed. */
const BUSY = 16;
const BUSY_WITHIN = 1_000;
/** As if the refresh had come to the object that much earlier. */
const MAX_AGE = 5_000;
/** So many pages are tried; unless each has answered two reads on the average, no more are. */
const PAGES_ON_TRIAL = 8;

/**
 * Reads objects one by one, and when there are many, so that they share pages of the list: a page begins with the object
 * asked for and has its neighbours in age, which were probably made by the same apply and are asked for next. Each read
 * still causes one request at most but for objects that a page doesn't have: those are asked for by themselves, since
 * nothing is gone until the API says so.
 *
 * What was read before a write of ours ended is never given out after it.
 */
export function createSharedReads({ call, callUnlessGone, isRefusal, now }: SharedReadsOptions) {
  const shelves = new Map<string, Shelf>();
  let writesEnded = 0;

  async function fromPages<T extends { id: string }, List>(
    action: string,
    { page, itemsOf }: Collection<T, List>,
    id: string,
    shelf: Shelf,
  ): Promise<T | undefined> {
    const kept = shelf.items.get(id);
    if (kept && now() - kept.readAt <= MAX_AGE) {
      shelf.answered++;
      return kept.item as T;
    }
    if (shelf.isUseless()) return undefined;
    const [readAt, before] = [now(), writesEnded];
    shelf.pages++;
    try {
      // The least text that stands after the id: the page then begins with it.
      const list = await call(action, (api) => page(api, { limit: PAGE, beforeId: `${id}0` }));
      const items = itemsOf(list);
      if (before === writesEnded) for (const item of items) shelf.items.set(item.id, { item, readAt });
      return items.find((item) => item.id === id);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      shelf.refused = true;
      return undefined;
    }
  }

  const read: ReadShared = async (action, collection, id) => {
    const shelf = shelves.get(collection.name) ?? createShelf();
    shelves.set(collection.name, shelf);
    const shared = shelf.isBusy(now())
      ? await shelf.inTurn(() => fromPages(action, collection, id, shelf))
      : undefined;
    return shared ?? callUnlessGone(action, (api) => collection.one(api, id));
  };

  return {
    read,
    /** To be told of the end of everything that may have changed something, whatever came of it. */
    writeEnded() {
      writesEnded++;
      for (const shelf of shelves.values()) shelf.items.clear();
    },
  };
}

type Shelf = ReturnType<typeof createShelf>;

/** What is at hand of one collection. */
function createShelf() {
  const recent: number[] = [];
  let last: Promise<unknown> = Promise.resolve();
  const shelf = {
    items: new Map<string, { item: unknown; readAt: number }>(),
    pages: 0,
    answered: 0,
    refused: false,

    isUseless: () => shelf.refused || (shelf.pages >= PAGES_ON_TRIAL && shelf.answered < 2 * shelf.pages),

    isBusy(time: number): boolean {
      recent.push(time);
      if (recent.length <= BUSY) return false;
      return time - (recent.shift() as number) <= BUSY_WITHIN;
    },

    /** One after the other: the page that one read waits for is likely to answer those behind it. */
    inTurn<T>(run: () => Promise<T>): Promise<T> {
      const turn = last.then(run);
      last = turn.catch(() => {});
      return turn;
    },
  };
  return shelf;
}
