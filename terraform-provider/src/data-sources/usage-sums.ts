interface Sums {
  cost: string;
  requests: number;
  errors: number;
}

/** The least amount that costs are shown in: a hundred-thousandth of a dollar. */
const UNITS_PER_DOLLAR = 100_000;

/** Sums of sums. Costs are added as whole numbers: decimal fractions don't add up in binary. */
export function addUp(parts: readonly Sums[]): Sums {
  const total = (of: (sums: Sums) => number) => parts.reduce((sum, part) => sum + of(part), 0);
  const units = total(({ cost }) => Math.round(Number(cost) * UNITS_PER_DOLLAR));
  return {
    cost: (units / UNITS_PER_DOLLAR).toFixed(5),
    requests: total(({ requests }) => requests),
    errors: total(({ errors }) => errors),
  };
}
