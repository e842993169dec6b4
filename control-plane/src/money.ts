/** Money is counted in nano-dollars: whole numbers, exact below 2^53 (nine million dollars). */

const NANOS_PER_CENT = 10_000_000;
const NANOS_PER_DOLLAR = 1_000_000_000;

export function centsToNanos(cents: number): number {
  return cents * NANOS_PER_CENT;
}

/** Whole cents, rounded down: nobody is shown more than there is. */
export function nanosToCents(nanos: number): number {
  return Math.floor(nanos / NANOS_PER_CENT);
}

/** Whole cents, rounded to the nearest. */
export function roundToCents(nanos: number): number {
  return Math.round(nanos / NANOS_PER_CENT);
}

/** Dollars with five places, as the API shows costs. */
export function nanosToDollars(nanos: number): string {
  return (nanos / NANOS_PER_DOLLAR).toFixed(5);
}
