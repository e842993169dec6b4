import { InvalidArgumentError } from "commander";
import { type Clock, fromRfc3339 } from "../clock.ts";
import { parseDuration } from "../duration.ts";
import { Duration, Instant, RequiredName } from "../fields.ts";

/** Parsers of options: what they throw is told as a usage error that names the option. */

export function name(text: string): string {
  const result = RequiredName.safeParse(text);
  if (!result.success) throw new InvalidArgumentError(result.error.issues[0]?.message ?? "");
  return text;
}

/** A whole number of cents, of at most a million dollars. */
export function cents(minimum: number) {
  return (text: string): number => {
    const amount = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (amount >= minimum && amount <= 100_000_000) return amount;
    throw new InvalidArgumentError(`must be a whole number of cents from ${minimum} to 100000000`);
  };
}

export function duration(text: string): string {
  const result = Duration.safeParse(text);
  if (!result.success) throw new InvalidArgumentError(result.error.issues[0]?.message ?? "");
  return text;
}

export function instant(text: string): string {
  const result = Instant.safeParse(text);
  if (!result.success) throw new InvalidArgumentError(result.error.issues[0]?.message ?? "");
  return text;
}

/** When something expires that was given either as a time or as a duration from now; null: never. */
export function expiry(
  { expiresAt, expiresIn }: { expiresAt?: string; expiresIn?: string },
  clock: Clock,
): number | null {
  if (expiresAt !== undefined) return fromRfc3339(expiresAt);
  return expiresIn === undefined ? null : Math.round(clock.now() + (parseDuration(expiresIn) ?? 0));
}
