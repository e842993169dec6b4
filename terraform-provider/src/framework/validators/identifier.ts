import type { Validator } from "./validator.ts";

/**
 * An id that the API made, told by its prefix: catches the name, or the id of another kind of object, before apply.
 *
 * @param kind For the message: `a provider key`.
 * @param remedy How to get at the right one: `Refer to it as aigateway_provider_key.<name>.id.`
 */
export function identifier(prefix: string, kind: string, remedy: string): Validator<string> {
  return (id, shown) =>
    id.startsWith(prefix) && id.length > prefix.length
      ? undefined
      : `${shown} is not the id of ${kind}, which begins with "${prefix}". ${remedy}`;
}
