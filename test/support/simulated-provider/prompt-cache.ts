/** Remembers which prompts were seen, as providers do that charge less for what they have read before. */
export interface PromptCache {
  /** @returns whether this prompt had been seen before; from now on it has. */
  seen(prompt: unknown): boolean;
  clear(): void;
}

export function createPromptCache(): PromptCache {
  const prompts = new Set<string>();
  return {
    seen(prompt) {
      const key = JSON.stringify(prompt);
      if (prompts.has(key)) return true;
      prompts.add(key);
      return false;
    },
    clear: () => prompts.clear(),
  };
}
