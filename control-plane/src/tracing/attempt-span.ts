import { type Context, type Span, SpanStatusCode, trace } from "@opentelemetry/api";
import { ATTR_ERROR_TYPE, ATTR_HTTP_RESPONSE_STATUS_CODE } from "@opentelemetry/semantic-conventions";
import { ATTR_GEN_AI_RESPONSE_TIME_TO_FIRST_CHUNK } from "@opentelemetry/semantic-conventions/incubating";
import type { Attempt } from "../gateway/attempt.ts";
import type { Candidate } from "../gateway/candidate.ts";
import type { AttemptTrace, TraceHeaders } from "../gateway/tracing.ts";
import type { TokenCounts } from "../ledger/cost.ts";
import type { UsageEvent } from "../ledger/usage-event.ts";
import { AnswerReader } from "./answer-reader.ts";
import { cutOf, type Failure, failureOf } from "./failure-of.ts";
import { headersOf } from "./propagation.ts";
import { usageAttributes } from "./usage-attributes.ts";

/** The span of one try: a client's call of a model, by the GenAI conventions. */
export class AttemptSpan implements AttemptTrace {
  readonly #span: Span;
  readonly #parent: Context;
  readonly #candidate: Candidate;
  readonly #answer = new AnswerReader();
  readonly #started = performance.now();
  readonly #hasFinishReasons: boolean;

  constructor(span: Span, parent: Context, candidate: Candidate, hasFinishReasons: boolean) {
    this.#span = span;
    this.#parent = parent;
    this.#candidate = candidate;
    this.#hasFinishReasons = hasFinishReasons;
  }

  headers(): TraceHeaders {
    return headersOf(trace.setSpan(this.#parent, this.#span));
  }

  settled(outcome: Attempt, hungUp: boolean): void {
    const span = this.#span;
    if (!span.isRecording()) return;
    if (outcome.status > 0) span.setAttribute(ATTR_HTTP_RESPONSE_STATUS_CODE, outcome.status);
    if (outcome.kind === "json") {
      this.#answer.read(outcome.body);
    } else if (outcome.kind === "stream") {
      const seconds = (performance.now() - this.#started) / 1000;
      span.setAttribute(ATTR_GEN_AI_RESPONSE_TIME_TO_FIRST_CHUNK, seconds);
    } else {
      this.#fail(failureOf(outcome, this.#candidate, hungUp));
      span.end();
    }
  }

  observe(event: Record<string, unknown>): void {
    if (this.#span.isRecording()) this.#answer.read(event);
  }

  end(used: UsageEvent | undefined, tokens: TokenCounts | undefined): void {
    const span = this.#span;
    if (!span.isRecording()) return; // also once it has ended
    const cut = used && cutOf(used);
    if (cut) this.#fail(cut);
    const stopReason = cut || !this.#hasFinishReasons ? "" : (used?.stopReason ?? "");
    span.setAttributes(this.#answer.attributes(stopReason));
    if (used && tokens) span.setAttributes(usageAttributes(used, tokens));
    span.end();
  }

  #fail({ type, description }: Failure): void {
    this.#span.setAttribute(ATTR_ERROR_TYPE, type);
    this.#span.setStatus({ code: SpanStatusCode.ERROR, message: description });
  }
}
