/**
 * How much a series grows from its middle to its end, by the straight line that fits its second half best: what is
 * still filling up in the first half does not count, and single peaks hardly do. In the series' own unit.
 */
export function growth(samples: readonly number[]): number {
  const half = samples.slice(Math.floor(samples.length / 2));
  const middle = (half.length - 1) / 2;
  const mean = average(half);
  let covariance = 0;
  let variance = 0;
  for (const [index, sample] of half.entries()) {
    covariance += (index - middle) * (sample - mean);
    variance += (index - middle) ** 2;
  }
  return variance === 0 ? 0 : (covariance / variance) * (half.length - 1);
}

/**
 * The same for a heap, which rises until it is collected: by how much the lowest sample of the last quarter is above the
 * lowest of the quarter before.
 */
export function growthOfLowest(samples: readonly number[]): number {
  const half = samples.slice(Math.floor(samples.length / 2));
  const middle = Math.floor(half.length / 2);
  return Math.min(...half.slice(middle)) - Math.min(...half.slice(0, middle));
}

/** The mean of the second half. */
export function level(samples: readonly number[]): number {
  return average(samples.slice(Math.floor(samples.length / 2)));
}

function average(samples: readonly number[]): number {
  return samples.reduce((sum, sample) => sum + sample, 0) / samples.length;
}
