/** The option that every command has. */
export interface OutputOptions {
  json?: boolean;
}

/** Prints a command's result: as JSON on one line for programs, else as text for people. */
export function print({ json }: OutputOptions, result: object, text: string): void {
  process.stdout.write(json ? `${JSON.stringify(result)}\n` : `${text}\n`);
}
