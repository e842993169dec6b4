/**
 * Answers all who ask while a read is going on with that one read: who asks a registry is anybody, as often as they like.
 * Nothing is kept beyond it, so that the next call sees what is there then.
 */
export function shareReads<T>(read: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => {
    running ??= read().finally(() => {
      running = undefined;
    });
    return running;
  };
}
