import { DiagLogLevel, diag } from "@opentelemetry/api";
import type { Logger } from "pino";

export interface DiagnosticsOptions {
  log: Logger;
  mayWarn(): boolean;
  /** Are not shown, whoever quotes them. */
  secrets: readonly string[];
}

const MAX_LENGTH = 300;

/** Has what OpenTelemetry's libraries say of themselves go to the log: warnings and errors, one in a minute. */
export function logDiagnostics({ log, mayWarn, secrets }: DiagnosticsOptions): void {
  const say = (...said: unknown[]) => {
    if (!mayWarn()) return;
    const texts = said.filter((each) => typeof each === "string");
    log.warn({ diagnostic: withoutSecrets(texts.join(" "), secrets).slice(0, MAX_LENGTH) }, "OpenTelemetry");
  };
  const silent = () => undefined;
  diag.setLogger(
    { error: say, warn: say, info: silent, debug: silent, verbose: silent },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
}

function withoutSecrets(text: string, secrets: readonly string[]): string {
  // A credential may be quoted without its scheme.
  const quotable = secrets.flatMap((secret) => [secret, ...secret.split(" ")]).filter((part) => part !== "");
  return quotable.reduce((rest, part) => rest.replaceAll(part, "***"), text);
}
