/** One attempt at an upstream, as the ledger keeps it. */
export interface UsageEvent {
  id: string;
  accountId: string;
  /** Milliseconds since the epoch. */
  eventTime: number;
  requestId: string;
  accessKeyId: string;
  lineage: string | null;
  provider: string;
  providerDisplayName: string;
  model: string;
  modelDisplayName: string;
  /** 1-based. */
  attemptNumber: number;
  isFinalAttempt: boolean;
  /** What the upstream answered; 0 when it did not. */
  statusCode: number;
  timedOut: boolean;
  isError: boolean;
  isStreaming: boolean;
  /** Why the model stopped, in the provider's words; empty when it did not say. */
  stopReason: string;
  inputTokens: number;
  outputTokens: number;
  cacheReadTokens: number;
  reasoningTokens: number;
  /** The provider reported no counts, these are our estimate. */
  tokensEstimated: boolean;
  /** What is taken off the balance. */
  costNanos: number;
  keySource: "ngrok" | "user";
  providerKeyId: string | null;
  providerKeyDisplayName: string | null;
}

/** The same as the database gives it. */
export interface UsageRow {
  id: string;
  account_id: string;
  event_time: number;
  request_id: string;
  access_key_id: string;
  lineage: string | null;
  provider: string;
  provider_display_name: string;
  model: string;
  model_display_name: string;
  attempt_number: number;
  is_final_attempt: boolean;
  status_code: number;
  timed_out: boolean;
  is_error: boolean;
  is_streaming: boolean;
  stop_reason: string;
  input_tokens: number;
  output_tokens: number;
  cache_read_tokens: number;
  reasoning_tokens: number;
  tokens_estimated: boolean;
  cost_nanos: number;
  key_source: "ngrok" | "user";
  provider_key_id: string | null;
  provider_key_display_name: string | null;
}
