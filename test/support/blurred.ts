import type { Answer } from "./control-plane.ts";

/** An answer without the name of what was asked for: it must be the same for all that one can't have. */
export function blurred({ status, headers, body }: Answer, asked: string) {
  const text = (JSON.stringify(body) ?? "null")
    .replaceAll(encodeURIComponent(asked), "…")
    .replaceAll(asked, "…");
  return {
    status,
    body: JSON.parse(text),
    contentType: headers.get("content-type"),
    etag: headers.get("etag"),
    replayed: headers.get("idempotent-replayed"),
  };
}

/** Like this name in form and in its place among the others, but of nothing. */
export function absent(name: string): string {
  return name.slice(0, -1) + (name.endsWith("z") ? "y" : "z");
}
