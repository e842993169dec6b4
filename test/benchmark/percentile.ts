/** The smallest sample that the given share of all samples does not exceed (nearest rank). `share`: 0.99 for p99. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const sample = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (sample === undefined) throw new Error("Nothing was measured.");
  return sample;
}
