/** The faults that a client of the gateway can be told of, with the contract's codes. */

const STATUS = {
  3800: 502,
  3801: 400,
  3802: 400,
  3803: 422,
  3804: 422,
  3807: 503,
  3810: 504,
  3811: 413,
  4026: 403,
  6033: 403,
  27007: 401,
  27009: 500,
} as const;

export type GatewayCode = keyof typeof STATUS;

export interface GatewayErrorOptions {
  /** Another status than the code's own. */
  status?: number;
  /** The request's field that is at fault. */
  param?: string;
  headers?: Record<string, string>;
  /** For the log; the client does not see it. */
  cause?: unknown;
}

/** A fault of a gateway request; what it says may be shown to the client. */
export class GatewayError extends Error {
  override name = "GatewayError";
  readonly status: number;
  readonly code: string;
  readonly param: string | null;
  readonly headers: Record<string, string>;

  /** A code of the contract, or a word of ours with its status where the contract has no code. */
  constructor(code: GatewayCode | string, message: string, options: GatewayErrorOptions = {}) {
    const name = typeof code === "number" ? `ERR_NGROK_${code}` : code;
    // SDKs show the message only, so that the code must be in it.
    super(typeof code === "number" ? `${message} (${name})` : message, { cause: options.cause });
    this.code = name;
    this.status = options.status ?? (typeof code === "number" ? STATUS[code] : 500);
    this.param = options.param ?? null;
    this.headers = options.headers ?? {};
  }
}
