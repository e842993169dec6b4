import { setImmediate as others } from "node:timers/promises";

const CHARACTERS_PER_TOKEN = 4;
/** The tokenizer's time grows with the square of a text without breaks: it is given pieces. */
const PIECE_LENGTH = 1024;
/** Pieces after which other requests have their turn: some milliseconds. */
const PIECES_IN_A_ROW = 64;
/** What is longer in all is estimated by its length from there on. */
const MAX_COUNTED_LENGTH = 1024 * 1024;

/** Tokens of texts by the tokenizer of OpenAI's current models. Words of its own control language are text like any other. */
export async function countTokens(texts: readonly string[]): Promise<number> {
  // A megabyte of tables that most processes never need.
  const { countTokens: count } = await import("gpt-tokenizer/encoding/o200k_base");
  const options = { disallowedSpecial: new Set<string>() };
  let tokens = 0;
  let length = 0;
  let pieces = 0;
  for (const text of texts) {
    for (let start = 0; start < text.length; start += PIECE_LENGTH) {
      if (length >= MAX_COUNTED_LENGTH) {
        tokens += Math.ceil((text.length - start) / CHARACTERS_PER_TOKEN);
        break;
      }
      const piece = text.slice(start, start + PIECE_LENGTH);
      tokens += count(piece, options);
      length += piece.length;
      if (++pieces % PIECES_IN_A_ROW === 0) await others();
    }
  }
  return tokens;
}
