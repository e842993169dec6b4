import { cpus, loadavg, totalmem } from "node:os";
import type { Figure } from "./benchmark.ts";

/** What was measured on one database. */
export interface Column {
  database: string;
  figures: readonly Figure[];
}

/** One benchmark as a Markdown table, the databases side by side. */
export function table(title: string, columns: readonly Column[]): string {
  const names = columns.map(({ database }) => database);
  const rows = (columns[0]?.figures ?? []).map((figure, index) => {
    const measured = columns.map(({ figures }) => figures[index] ?? figure);
    return [figure.name, ...measured.map(show), target(figure), verdict(names, measured)];
  });
  const head = ["", ...names, "target", "met"];
  const rule = ["---", ...names.map(() => "---:"), "---", "---"];
  const lines = [head, rule, ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return [`### ${title}`, "", ...lines, ""].join("\n");
}

/** What the figures depend on. */
export function machine(): string {
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return (
    `Measured on ${cpus().length} cores, ${gigabytes} GB of memory, ${process.platform} ${process.arch}, ` +
    `Node ${process.version}; service, database and load share them. ` +
    // Above 0 at the start: somebody else is at work, too.
    `Load average before the start: ${loadavg()[0]?.toFixed(1)}.`
  );
}

function target({ atMost, atLeast, unit }: Figure): string {
  if (atMost !== undefined) return `≤ ${atMost} ${unit}`;
  return atLeast === undefined ? "" : `≥ ${atLeast} ${unit}`;
}

function show({ value, unit }: Figure): string {
  if (value === undefined || Number.isNaN(value)) return "not measured";
  if (unit === "") return value.toLocaleString("en");
  if (unit === "per second") return `${Math.round(value).toLocaleString("en")} per second`;
  return `${value >= 100 ? Math.round(value) : value.toFixed(value < 10 ? 2 : 1)} ${unit}`;
}

function verdict(names: readonly string[], measured: readonly Figure[]): string {
  if (measured.every(({ atMost, atLeast }) => atMost === undefined && atLeast === undefined)) return "";
  if (measured.every(({ value }) => value === undefined || Number.isNaN(value))) return "";
  const missed = names.filter((_, index) => {
    const {
      value,
      atMost = Number.POSITIVE_INFINITY,
      atLeast = Number.NEGATIVE_INFINITY,
    } = measured[index] ?? {};
    return value !== undefined && (value > atMost || value < atLeast);
  });
  return missed.length === 0 ? "yes" : `**no** (${missed.join(", ")})`;
}
