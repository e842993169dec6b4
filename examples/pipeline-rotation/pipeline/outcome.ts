/** The exit codes of `pipeline.ts`. */
export const EXIT = {
  /** Done; for `plan`: there is nothing to do. */
  done: 0,
  failed: 1,
  /** `plan` found changes, as Terraform's `-detailed-exitcode` says it. */
  changes: 2,
  /** `deploy` would have done something else than what was reviewed. */
  reviewAgain: 3,
  /** The state stayed locked. */
  locked: 4,
} as const;

/** A failure that is told by its message alone, which names the remedy. */
export class PipelineError extends Error {
  override name = "PipelineError";
  readonly exitCode: number;

  constructor(message: string, exitCode: number = EXIT.failed) {
    super(message);
    this.exitCode = exitCode;
  }
}
