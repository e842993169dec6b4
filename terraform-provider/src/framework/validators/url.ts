import type { Validator } from "./validator.ts";

/**
 * An address over HTTP that paths can be appended to.
 *
 * @param query Whether it may have a query, which then goes with every request.
 */
export function httpUrl({ query = false } = {}): Validator<string> {
  return (text) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    // Quoted only once it is known to hold no password.
    if (url?.username || url?.password) return "The URL contains a user or password; leave it out.";
    const shown = JSON.stringify(text);
    if (!url || (url.protocol !== "http:" && url.protocol !== "https:")) {
      return `${shown} is not an HTTP address. Write it with its scheme, like "https://gateway.example.com".`;
    }
    if (url.hash) return `${shown} has a fragment; leave out what follows the "#".`;
    if (url.search && !query) return `${shown} has a query; leave out what follows the path.`;
    return undefined;
  };
}
