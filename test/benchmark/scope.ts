/** Remembers how to let go of what was started, so that nothing is left behind, whatever happens. */
export interface Scope {
  /** Called when the scope closes, the last one first. */
  onClose(letGo: () => Promise<unknown>): void;
  /** Lets go of everything, also when one of them fails; the first failure is thrown at the end. Once only. */
  close(): Promise<void>;
}

export function createScope(): Scope {
  const held: (() => Promise<unknown>)[] = [];
  return {
    onClose: (letGo) => void held.push(letGo),

    async close() {
      const failures: unknown[] = [];
      for (let letGo = held.pop(); letGo; letGo = held.pop()) {
        await letGo().catch((error) => failures.push(error));
      }
      if (failures.length > 0) throw failures[0];
    },
  };
}
