import type { Validator } from "./validator.ts";

/** An address over HTTP that paths can be appended to. */
export function httpUrl(): Validator<string> {
  return (text) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    // Quoted only once it is known to hold no password.
    if (url?.username || url?.password) return "The URL contains a user or password; leave it out.";
    const shown = JSON.stringify(text);
    if (!url || (url.protocol !== "http:" && url.protocol !== "https:")) {
      return `${shown} is not an HTTP address. Write it with its scheme, like "https://gateway.example.com".`;
    }
    if (url.search || url.hash) return `${shown} has a query or a fragment; leave out what follows the path.`;
    return undefined;
  };
}
