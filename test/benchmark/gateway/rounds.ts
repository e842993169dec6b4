import type { Contender } from "./traffic.ts";

/**
 * Measures each contender in turn, several times, back and forth: whatever else the machine does meets all of them.
 * Gives the samples by the contender's name.
 */
export async function inRounds<Sample>(
  contenders: readonly Contender[],
  rounds: number,
  measure: (contender: Contender, round: number) => Promise<Sample>,
): Promise<Map<string, Sample[]>> {
  const samples = new Map<string, Sample[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 1; round <= rounds; round++) {
    const order = round % 2 === 1 ? contenders : [...contenders].reverse();
    for (const contender of order) samples.get(contender.name)?.push(await measure(contender, round));
  }
  return samples;
}
