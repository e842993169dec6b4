/** One line of what `terraform … -json` prints, as far as tests look at it. */
interface Message {
  type: string;
  "@message": string;
  diagnostic?: Diagnostic;
  change?: { resource: { addr: string }; action: string };
}

export interface Diagnostic {
  severity: "error" | "warning";
  summary: string;
  detail: string;
  address?: string;
  /** The piece of the configuration that it points at. */
  snippet?: { code: string };
}

export interface Run {
  exitCode: number;
  /** All that it printed, for people and for log files. */
  output: string;
  diagnostics: Diagnostic[];
  /** What a plan would do, by address: `create`, `update`, `replace`, `delete`. Empty for an empty plan. */
  changes: Record<string, string>;
}

/** Reads what a command printed. Lines that are not JSON are kept in `output` only. */
export function parseRun(exitCode: number, stdout: string, stderr: string): Run {
  const messages = stdout.split("\n").flatMap(parseLine);
  const planned = messages.filter(({ type }) => type === "planned_change");
  return {
    exitCode,
    output: stdout + stderr,
    diagnostics: messages.flatMap(({ diagnostic }) => diagnostic ?? []),
    changes: Object.fromEntries(
      planned.flatMap(({ change }) => (change ? [[change.resource.addr, change.action]] : [])),
    ),
  };
}

function parseLine(line: string): Message[] {
  try {
    const parsed = JSON.parse(line);
    return typeof parsed === "object" && parsed !== null && "@message" in parsed ? [parsed] : [];
  } catch {
    return [];
  }
}
