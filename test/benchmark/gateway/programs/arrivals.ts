export interface OpenArrivals {
  perSecond: number;
  ms: number;
  sendOne(): Promise<void>;
}

/**
 * Sends at a fixed rate, however long answers take: a client that waits for the one before would hide how long the next
 * would have waited. Node's timers are a millisecond coarse, so that requests come in small groups.
 */
export async function openArrivals({ perSecond, ms, sendOne }: OpenArrivals): Promise<void> {
  const started = performance.now();
  const total = Math.round((perSecond * ms) / 1000);
  const sent = new Set<Promise<void>>();
  let failure: { error: unknown } | undefined;
  let number = 0;
  while (number < total && !failure) {
    const due = Math.min(total, Math.floor(((performance.now() - started) * perSecond) / 1000));
    for (; number < due; number++) {
      const one = sendOne()
        .catch((error: unknown) => {
          failure = { error };
        })
        .finally(() => sent.delete(one));
      sent.add(one);
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(sent);
  if (failure) throw failure.error;
}
