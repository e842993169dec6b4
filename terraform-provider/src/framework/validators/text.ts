import type { Validator } from "./validator.ts";

/** Characters as the API counts them: UTF-16 units. */
export function lengthBetween(min: number, max: number): Validator<string> {
  return (text) => {
    if (text.length < min)
      return min === 1 ? "It is empty; give a value." : `It needs at least ${min} characters.`;
    if (text.length > max) return `It has ${text.length} characters; shorten it to at most ${max}.`;
    return undefined;
  };
}

export function lengthAtMost(max: number): Validator<string> {
  return lengthBetween(0, max);
}

export function oneOf(...allowed: string[]): Validator<string> {
  return (text, shown) => {
    if (allowed.includes(text)) return undefined;
    const choices = allowed.map((each) => JSON.stringify(each));
    const last = choices.pop();
    return `${shown} is not possible; use ${choices.length > 0 ? `${choices.join(", ")} or ${last}` : last}.`;
  };
}

/** @param remedy What a value must look like, as a sentence: `Write it without spaces.` */
export function matches(pattern: RegExp, remedy: string): Validator<string> {
  return (text, shown) => (pattern.test(text) ? undefined : `${shown} is not possible. ${remedy}`);
}

/** What an HTTP header can carry as a credential: printable ASCII without spaces or line ends. */
export const HEADER_TEXT = /^[\x21-\x7e]*$/;
