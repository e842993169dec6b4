import { distance } from "fastest-levenshtein";

/** So many letters may be wrong in a text that is taken for a slip. */
const MOST_SLIPS = 2;

/**
 * The one of the choices that somebody most likely meant who wrote this; `undefined` where it may well be meant as it is.
 * One letter in three may be wrong, added, missing or in other case. What continues a choice, or is its beginning
 * ("openai-eu"), was written so on purpose, and so was another one of a row ("sim-b" beside "sim-a").
 */
export function nearest(text: string, choices: Iterable<string>): string | undefined {
  const written = text.trim().toLowerCase();
  const slips = [...choices].flatMap((choice) => {
    const meant = choice.toLowerCase();
    const apart = distance(written, meant);
    const continued = apart > 0 && (written.includes(meant) || meant.includes(written));
    const most = Math.min(MOST_SLIPS, Math.floor(meant.length / 3));
    return continued || apart > most || areInARow(written, meant) ? [] : [{ choice, apart }];
  });
  return slips.sort((a, b) => a.apart - b.apart)[0]?.choice;
}

/** Numbers, and letters that stand alone. */
const ORDINAL = /\d+|(?<![a-z\d])[a-z](?![a-z])/g;

function areInARow(one: string, other: string): boolean {
  const [first, second] = [one.match(ORDINAL) ?? [], other.match(ORDINAL) ?? []];
  return first.length > 0 && first.length === second.length && first.join() !== second.join();
}
