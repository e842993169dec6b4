import type { Answer } from "./control-plane.ts";

/** An answer without the name of what was asked for: it must be the same for all that one can't have. */
export function blurred({ status, headers, body }: Answer, asked: string) {
  let text = JSON.stringify(body) ?? "null";
  for (const name of [encodeURIComponent(asked), asked, ...asked.split(":")])
    text = text.replaceAll(name, "…");
  return {
    status,
    body: JSON.parse(text),
    contentType: headers.get("content-type"),
    etag: headers.get("etag"),
    replayed: headers.get("idempotent-replayed"),
  };
}

/** Like this name in form and in its place among the others, but of nothing; of `provider:model` both are. */
export function absent(name: string): string {
  return name.replace(/.(?=:|$)/g, (last) => (last === "z" ? "y" : "z"));
}
