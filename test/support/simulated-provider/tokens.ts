/**
 * Splits text into tokens: a word with the white space before it is one. Joined again they are the text, so that a
 * stream of them adds up to what the JSON answer says.
 */
export function tokensOf(text: string): string[] {
  // Only looks around: an expression that takes in a word of any length needs a stack of that length.
  return text === "" ? [] : text.split(/(?<=\S)(?=\s)/);
}

/** How many tokens the simulated provider counts, and reports as usage, for a text. */
export function countTokens(text: string): number {
  return tokensOf(text).length;
}
