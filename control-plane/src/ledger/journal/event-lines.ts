import type { UsageEvent } from "../usage-event.ts";

/** The journal's text for some events: each is a line of JSON. */
export function toLines(events: readonly UsageEvent[]): string {
  let text = "";
  for (const event of events) text += `${JSON.stringify(event)}\n`;
  return text;
}

/**
 * The events of a text of the journal. What can't be read is told by its line number: at the end of a file it is an event
 * that was being written when its process died, whose request was not answered in full.
 */
export function parseLines(bytes: Buffer, onUnreadable: (line: number) => void): UsageEvent[] {
  const events: UsageEvent[] = [];
  let number = 0;
  for (const line of bytes.toString("utf8").split("\n")) {
    number++;
    if (line === "") continue;
    const event = parse(line);
    if (event) events.push(event);
    else onUnreadable(number);
  }
  return events;
}

function parse(line: string): UsageEvent | undefined {
  try {
    const event = JSON.parse(line) as UsageEvent | null;
    return typeof event?.id === "string" && typeof event.accountId === "string" ? event : undefined;
  } catch {
    return undefined;
  }
}
