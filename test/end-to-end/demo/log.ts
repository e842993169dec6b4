/** The demo's readable log: numbered steps, the commands that it runs, and a tick for what was shown. */
export interface DemoLog {
  step(title: string): void;
  command(text: string): void;
  /** What a step showed. */
  tick(text: string): void;
  note(text: string): void;
}

export function createDemoLog(write: (text: string) => void): DemoLog {
  let steps = 0;
  return {
    step: (title) => write(`\n${++steps}. ${title}\n`),
    command: (text) => write(`   $ ${text}\n`),
    tick: (text) => write(`   ✓ ${text}\n`),
    note: (text) => write(`${text.replace(/^(?=.)/gm, "     ")}\n`),
  };
}

/** A step did not show what it should. */
export class NotShown extends Error {
  override name = "NotShown";
}

export function show(condition: unknown, expectation: string, found?: unknown): asserts condition {
  if (condition) return;
  const text = typeof found === "string" ? found : JSON.stringify(found);
  throw new NotShown(text === undefined ? expectation : `${expectation}; found:\n${text}`);
}
