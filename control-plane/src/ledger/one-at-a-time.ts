/** Makes a function that starts some work unless it is under way already: in an outage runs would pile up. */
export function oneAtATime(work: () => Promise<unknown>, onError: (error: unknown) => void): () => void {
  let isRunning = false;
  return () => {
    if (isRunning) return;
    isRunning = true;
    void work()
      .catch(onError)
      .finally(() => {
        isRunning = false;
      });
  };
}
