/** Failures that happen before a request leaves: nothing can have come of it. */
const NEVER_SENT = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"];

export function wasNeverSent(errorCode: string): boolean {
  return NEVER_SENT.includes(errorCode);
}

/** A request whose answer never came, or not whole. */
export class NoAnswerError extends Error {
  readonly code: string;
  /** The server may have carried out what was asked of it. */
  readonly mayHaveHappened: boolean;

  constructor(method: string, code: string, options?: ErrorOptions) {
    super(`${method} request got no answer: ${code}`, options);
    this.name = "NoAnswerError";
    this.code = code;
    this.mayHaveHappened = method !== "GET" && method !== "HEAD" && !wasNeverSent(code);
  }
}
