/** Keys over time: since when each is the deployed one, and how long it stays valid. */
export interface Timeline {
  readonly title: string;
  readonly events: readonly { readonly at: number; readonly label: string }[];
  readonly keys: readonly {
    readonly label: string;
    readonly current: readonly [from: number, to: number];
    readonly valid: number;
  }[];
}

const WIDTH = 760;
const LEFT = 90;
const RIGHT = 20;
const TOP = 66;
const ROW = 34;
const BAR = 18;

const x = (part: number) => Math.round(LEFT + part * (WIDTH - LEFT - RIGHT));

/** A picture that reads in light and in dark pages: it brings its own ground. */
export function timelineSvg({ title, events, keys }: Timeline): string {
  const bottom = TOP + keys.length * ROW;
  const height = bottom + 40;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" font-family="sans-serif" font-size="13">`,
    `  <title>${escaped(title)}</title>`,
    `  <rect width="${WIDTH}" height="${height}" rx="6" fill="#ffffff"/>`,
    text(16, 24, title, 'font-weight="bold"'),
    ...keys.flatMap(({ label, current: [from, to], valid }, row) => {
      const y = TOP + row * ROW;
      return [
        text(16, y + 14, label),
        bar(x(from), x(to), y, "#2563eb"),
        ...(valid > to ? [bar(x(to), x(valid), y, "#bfdbfe")] : []),
      ];
    }),
    ...events.flatMap(({ at, label }) => [
      `  <line x1="${x(at)}" y1="${TOP - 12}" x2="${x(at)}" y2="${bottom}" stroke="#475569" stroke-dasharray="4 3"/>`,
      text(x(at), TOP - 18, label, 'text-anchor="middle" fill="#475569"'),
    ]),
    bar(LEFT, LEFT + 24, bottom + 10, "#2563eb"),
    text(LEFT + 32, bottom + 24, "deployed and valid"),
    bar(LEFT + 180, LEFT + 204, bottom + 10, "#bfdbfe"),
    text(LEFT + 212, bottom + 24, "no longer deployed, still valid"),
    "</svg>",
    "",
  ].join("\n");
}

function bar(from: number, to: number, y: number, fill: string): string {
  return `  <rect x="${from}" y="${y}" width="${to - from}" height="${BAR}" fill="${fill}"/>`;
}

function text(left: number, y: number, words: string, more = ""): string {
  return `  <text x="${left}" y="${y}"${more && ` ${more}`}${more.includes("fill") ? "" : ' fill="#0f172a"'}>${escaped(words)}</text>`;
}

function escaped(words: string): string {
  return words
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
