import type { TokenCounts } from "../../ledger/cost.ts";
import type { Format } from "./format.ts";

/** The surfaces as custom providers list them. */
export type SurfaceId = "chat-completions" | "completions" | "responses" | "embeddings" | "messages";

/** One kind of request: what is different about it, as data and small functions. */
export interface Surface {
  id: SurfaceId;
  /** Below `/v1` here, and below a provider's base URL there. */
  path: string;
  format: Format;
  /** Members without which there is no request, whatever a provider lists as supported. */
  structural: ReadonlySet<string>;
  /** The members that limit the output, the one to use when a request has none first; empty: nothing is put out. */
  outputCaps(providerId: string): readonly string[];
  /** Whether a stream reports usage only when `stream_options.include_usage` asks for it. */
  usageOnRequest: boolean;
  /** The texts that the model is given, for an estimate of their tokens. */
  inputTexts(body: Readonly<Record<string, unknown>>): InputText[];
  /** Members that the model is given as they are written: tools, schemas. */
  definitions: readonly string[];
  createMeter(): Meter;
}

export interface InputText {
  text: string;
  /** What it costs beside its text. */
  overheadTokens: number;
}

/** What an answer used, as far as it is known. */
export interface Completion {
  /** The provider's own counts; undefined when it sent none. */
  usage: TokenCounts | undefined;
  /** What it said of the input before the end, which a stream that is cut has no other count of. */
  input?: Pick<TokenCounts, "inputTokens" | "cacheReadTokens" | "cacheWriteTokens">;
  /** Why the model stopped, in the provider's words. */
  stopReason: string;
  /** What was delivered, as the basis of an estimate. */
  delivered: { characters: number; pieces: number };
}

export interface Meter {
  readonly completion: Completion;
  /** Reads an answer that came in one piece. */
  read(body: Record<string, unknown>): void;
  /** Looks at an event of a stream as it passes. */
  observe(event: Record<string, unknown>): Observation;
  /**
   * Counts an event's text without reading its JSON, if it brings text and can't bring anything else that matters. False:
   * it has to be observed. Nearly all events of a stream are of this kind, and reading them all is the most of its cost.
   */
  skim?(event: Buffer): boolean;
}

/** `usage`: it carries usage and nothing else. `last`: nothing follows it. */
export type Observation = "content" | "usage" | "last";

export function newCompletion(): Completion {
  return { usage: undefined, stopReason: "", delivered: { characters: 0, pieces: 0 } };
}
