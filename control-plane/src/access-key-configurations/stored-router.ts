/** A router as it is stored: inline keys have been created, so every key is an id. */
export interface StoredRouter {
  rules?: StoredRule[];
}

export interface StoredRule {
  provider?: string;
  model?: string;
  steps: StoredStep[];
}

export interface StoredStep {
  type: "user" | "ngrok";
  keys?: { id: string }[];
  keySelectionStrategy?: "ordered";
}

export function parseRouter(json: string | null): StoredRouter | undefined {
  return json === null ? undefined : (JSON.parse(json) as StoredRouter);
}

/** The ids of all provider keys that a router attaches, without repetition. */
export function attachedKeyIds(router: StoredRouter | undefined): string[] {
  const keys = router?.rules?.flatMap((rule) => rule.steps.flatMap((step) => step.keys ?? [])) ?? [];
  return [...new Set(keys.map(({ id }) => id))];
}
