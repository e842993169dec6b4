import type { Changes, KeyChange } from "./changes.ts";
import type { Stray } from "./strays.ts";

const WORDS: Record<KeyChange["action"], string> = {
  rotate: "rotates",
  create: "is made",
  destroy: "ends",
  update: "changes in place",
};

/** What a plan would do, in Markdown, for a comment. Holds no secret: names, ids and reasons alone. */
export function summarise(
  { keys, others, fingerprint }: Changes,
  { strays = [], isBusy = false }: { strays?: Stray[]; isBusy?: boolean } = {},
): string {
  const busy = isBusy ? ["", "A deployment is at work, so that this may be out of date by its end."] : [];
  if (keys.length + others + strays.length === 0)
    return ["### Access keys", "", "Nothing would change.", ...busy, ""].join("\n");
  const lines = keys.map(
    (key) => `| ${cell(key.name)} | ${WORDS[key.action]} | ${cell(key.because)} | ${oldKey(key)} |`,
  );
  const strayLines = strays.map(
    ({ id, name, overlap }) =>
      `| ${cell(name)} | ends | in no state: the run that made it died | \`${id}\` ${ending(overlap)} |`,
  );
  const table =
    lines.length + strayLines.length === 0
      ? ["No key changes."]
      : ["| key | | because | the old one |", "|---|---|---|---|", ...lines, ...strayLines];
  const beside =
    others === 0
      ? []
      : ["", `Beside them ${others} other ${others === 1 ? "resource changes" : "resources change"}.`];
  return ["### Access keys", "", ...table, ...beside, ...busy, "", `Plan \`${fingerprint}\``, ""].join("\n");
}

function oldKey({ ends }: KeyChange): string {
  return ends ? `\`${ends.id}\` ${ending(ends.overlap)}` : "";
}

export function ending(overlap: string | undefined): string {
  return overlap ? `is valid for ${overlap} more` : "is refused at once";
}

/** Names and reasons come from a pull request's code: they are shown as text, whatever is in them. */
function cell(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#|!@~]/g, "\\$&").replaceAll(/\s+/g, " ");
}
