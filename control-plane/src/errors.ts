/** The faults that a caller of the management API can be told of. One middleware renders them. */

export interface ErrorBody {
  statusCode: number;
  msg: string;
  details: Record<string, string>;
  errorCode?: string;
}

export interface ErrorOptions {
  /** What is wrong with each field: `{ "router.rules[0].provider": "…" }`. */
  details?: Record<string, string>;
  errorCode?: string;
}

/** A fault whose message may be shown to the caller. */
export class ApiError extends Error {
  readonly statusCode: number;
  readonly details: Record<string, string>;
  readonly errorCode: string | undefined;

  constructor(statusCode: number, message: string, options: ErrorOptions = {}) {
    super(message);
    this.name = new.target.name;
    this.statusCode = statusCode;
    this.details = options.details ?? {};
    this.errorCode = options.errorCode;
  }

  body(): ErrorBody {
    const body: ErrorBody = { statusCode: this.statusCode, msg: this.message, details: this.details };
    if (this.errorCode) body.errorCode = this.errorCode;
    return body;
  }
}

export class BadRequest extends ApiError {
  constructor(message: string, options?: ErrorOptions) {
    super(400, message, options);
  }
}

export class Unauthenticated extends ApiError {
  constructor(message: string) {
    super(401, message);
  }
}

export class NotFound extends ApiError {
  constructor(kind: string, id: string) {
    super(404, `There is no ${kind} "${id}" in this account.`);
  }
}

export class Conflict extends ApiError {
  constructor(message: string, options?: ErrorOptions) {
    super(409, message, options);
  }
}

export class PreconditionFailed extends ApiError {
  constructor(message: string) {
    super(412, message);
  }
}

export class BodyTooLarge extends ApiError {
  constructor(limit: number) {
    super(413, `The request body is larger than ${limit} bytes.`);
  }
}

export class UnsupportedMediaType extends ApiError {
  constructor(contentType: string) {
    super(415, `The request body is "${contentType}": send application/json.`);
  }
}

/** The request is well-formed, but its fields break a rule. Names every field, not only the first. */
export class Invalid extends ApiError {
  constructor(details: Record<string, string>, errorCode?: string) {
    const fields = Object.keys(details);
    const message =
      fields.length === 1
        ? `${fields[0]}: ${details[fields[0] as string]}`
        : `${fields.length} fields are invalid: ${fields.join(", ")}.`;
    super(422, message, errorCode ? { details, errorCode } : { details });
  }
}

export class TooManyRequests extends ApiError {
  constructor(message: string) {
    super(429, message);
  }
}

/** Something that the operator has not set up. */
export class NotSetUp extends ApiError {
  constructor(message: string) {
    super(501, message);
  }
}

/** A service that this one depends on did not do its part. */
export class BadGateway extends ApiError {
  constructor(message: string) {
    super(502, message);
  }
}

export class Unavailable extends ApiError {
  constructor(message: string) {
    super(503, message);
  }
}
