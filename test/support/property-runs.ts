/** How often a property is tried: `PROPERTY_RUNS=20` tries each of them twenty times as often, as `npm run test:long` does. */
export const runs = (usually: number) => ({ numRuns: usually * Number(process.env.PROPERTY_RUNS ?? 1) });
