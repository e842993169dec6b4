import { type Context, type Span, SpanKind, SpanStatusCode, type Tracer, trace } from "@opentelemetry/api";
import { ATTR_ERROR_TYPE, ATTR_HTTP_RESPONSE_STATUS_CODE } from "@opentelemetry/semantic-conventions";
import type { Candidate } from "../gateway/candidate.ts";
import type { GatewayRequest } from "../gateway/parse-request.ts";
import type { AttemptTrace, EndedRequest, RequestTrace } from "../gateway/tracing.ts";
import type { VerifiedKey } from "../gateway/verify-key.ts";
import { AttemptSpan } from "./attempt-span.ts";
import { genAiRequestAttributes, operationName } from "./gen-ai-request.ts";
import * as own from "./own-attributes.ts";

/** Clients choose the model's name. */
const MAX_NAME_LENGTH = 128;

/** The span of a client's request: a server's, by the HTTP conventions. */
export class RequestSpan implements RequestTrace {
  readonly #tracer: Tracer;
  readonly #span: Span;
  readonly #context: Context;
  readonly #requestId: string;
  #key: VerifiedKey | undefined;
  #attempts = 0;

  constructor(tracer: Tracer, span: Span, parent: Context, requestId: string) {
    this.#tracer = tracer;
    this.#span = span;
    this.#context = trace.setSpan(parent, span);
    this.#requestId = requestId;
  }

  authenticated(key: VerifiedKey): void {
    this.#key = key;
    if (this.#span.isRecording()) this.#span.setAttributes(keyAttributes(key));
  }

  attempt(candidate: Candidate, request: GatewayRequest, maxOutputTokens: number | null): AttemptTrace {
    const { provider, model, credential } = candidate;
    this.#attempts++;
    const attributes = this.#span.isRecording()
      ? {
          ...genAiRequestAttributes(candidate, request, maxOutputTokens),
          ...(this.#key && keyAttributes(this.#key)),
          [own.AIGATEWAY_REQUEST_ID]: this.#requestId,
          [own.AIGATEWAY_ATTEMPT_NUMBER]: this.#attempts,
          [own.AIGATEWAY_PROVIDER_ID]: provider.id,
          [own.AIGATEWAY_CREDENTIAL_SOURCE]: credential.source,
          ...(credential.source === "user" && { [own.AIGATEWAY_PROVIDER_KEY_ID]: credential.id }),
        }
      : {};
    const name = `${operationName(request)} ${model.slice(0, MAX_NAME_LENGTH)}`;
    const span = this.#tracer.startSpan(name, { kind: SpanKind.CLIENT, attributes }, this.#context);
    return new AttemptSpan(span, this.#context, candidate, request.surface.id !== "embeddings");
  }

  end({ status, isComplete, code, isCut }: EndedRequest): void {
    const span = this.#span;
    if (span.isRecording()) {
      if (this.#attempts > 0) span.setAttribute(own.AIGATEWAY_ATTEMPT_COUNT, this.#attempts);
      if (status !== undefined) span.setAttribute(ATTR_HTTP_RESPONSE_STATUS_CODE, status);
      if (code !== undefined) span.setAttribute(own.AIGATEWAY_ERROR_CODE, code);
      const type = errorTypeOf({ status, isComplete, code, isCut });
      if (type !== undefined) {
        span.setAttribute(ATTR_ERROR_TYPE, type);
        span.setStatus({ code: SpanStatusCode.ERROR });
      }
    }
    span.end();
  }
}

/** A refusal (4xx) is no error of a server; undefined: all went well. */
function errorTypeOf({ status, isComplete, code, isCut }: EndedRequest): string | undefined {
  if (isCut) return "stream_interrupted";
  if (!isComplete) return "client_closed";
  return status !== undefined && status >= 500 ? (code ?? String(status)) : undefined;
}

function keyAttributes({ id, accountId, lineage }: VerifiedKey) {
  return {
    [own.AIGATEWAY_ACCOUNT_ID]: accountId,
    [own.AIGATEWAY_ACCESS_KEY_ID]: id,
    ...(lineage && { [own.AIGATEWAY_ACCESS_KEY_LINEAGE]: lineage }),
  };
}
