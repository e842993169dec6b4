export type LogLevel = "trace" | "debug" | "info" | "warn" | "error";
export type Log = (level: LogLevel, message: string, fields?: Readonly<Record<string, unknown>>) => void;

const RANK: Record<string, number> = { trace: 0, json: 0, debug: 1, info: 2, warn: 3, error: 4, off: 5 };

/**
 * Logs in the one format that Terraform reads from a plugin's stderr: a JSON object a line. Terraform parses
 * `@timestamp` with exactly six fractional digits, and panics where `@level` or `@message` is not a string.
 *
 * @param level What `TF_LOG_PROVIDER` or `TF_LOG` asks for; below it nothing is written, which spares Terraform the parsing.
 */
export function createLog(
  write: (line: string) => void,
  level = "warn",
  now: () => Date = () => new Date(),
): Log {
  const threshold = RANK[level.toLowerCase()] ?? RANK.warn ?? 3;
  return (severity, message, fields = {}) => {
    if ((RANK[severity] ?? 0) < threshold) return;
    const line = {
      "@level": severity,
      "@message": String(message),
      "@module": "aigateway",
      "@timestamp": now().toISOString().replace("Z", "000Z"),
      ...fields,
    };
    write(`${JSON.stringify(line)}\n`);
  };
}
