/**
 * Splits text into tokens: a word with the white space before it is one. Joined again they are the text, so that a
 * stream of them adds up to what the JSON answer says.
 */
export function tokensOf(text: string): string[] {
  return text.match(/\s*\S+|\s+$/g) ?? [];
}

/** How many tokens the simulated provider counts, and reports as usage, for a text. */
export function countTokens(text: string): number {
  return tokensOf(text).length;
}
