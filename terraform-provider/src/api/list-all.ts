/** A page of a list, whatever its items are called. */
export interface Page<T> {
  items: readonly T[];
  /** Null on the last page. */
  nextPageUri: string | null;
}

/**
 * All items of a list, newest first, page after page as they are asked for. The next page is asked for by the last id
 * seen, not by its URI: that names the API as the server knows itself, which need not be how we reach it.
 */
export async function* listAll<T extends { id: string }>(
  getPage: (query: { limit: number; beforeId?: string }) => Promise<Page<T>>,
): AsyncGenerator<T> {
  let beforeId: string | undefined;
  for (;;) {
    const { items, nextPageUri } = await getPage({ limit: 100, ...(beforeId && { beforeId }) });
    yield* items;
    beforeId = items.at(-1)?.id;
    if (nextPageUri === null || beforeId === undefined) return;
  }
}
