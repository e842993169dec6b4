/** One surface as its vendor's clients know it. */
export interface MatrixSurface {
  path: string;
  /** The members of a request beside its model. */
  request: object;
  streams: boolean;
  /** How many parts of its stream bring at least two pieces of text, and not all of them. */
  middle: number;
  /** What the provider counts for the request, and why its model stops. */
  tokens: { inputTokens: number; outputTokens: number };
  stopReason: string;
  /** Whether a stream tells of its usage in an event that was asked for by the gateway. */
  keepsUsageBack: boolean;
  /** What a stream that was cut knows of its input: the provider tells it at the start, or not at all. */
  knowsInput: boolean;
  errorShape: "openai" | "anthropic";
  /** The start of the event that a stream ends with when it fails. */
  errorEvent: string;
}

export type SurfaceName = "chat-completions" | "completions" | "responses" | "embeddings" | "messages";

const TEXT = "one two three four five";
const CHAT = [{ role: "user", content: TEXT }];
const openai = {
  streams: true,
  keepsUsageBack: true,
  knowsInput: false,
  errorShape: "openai",
  errorEvent: 'data: {"error":{"message":',
} as const;

/** The simulated provider counts words, and three for a message; it says "m1 heard: " and the text. */
export const SURFACES: Record<SurfaceName, MatrixSurface> = {
  "chat-completions": {
    ...openai,
    path: "chat/completions",
    request: { messages: CHAT },
    middle: 3,
    tokens: { inputTokens: 8, outputTokens: 7 },
    stopReason: "stop",
  },
  completions: {
    ...openai,
    path: "completions",
    request: { prompt: TEXT, max_tokens: 100 },
    middle: 3,
    tokens: { inputTokens: 5, outputTokens: 7 },
    stopReason: "stop",
  },
  responses: {
    ...openai,
    path: "responses",
    request: { input: TEXT },
    middle: 6,
    tokens: { inputTokens: 5, outputTokens: 7 },
    stopReason: "completed",
    keepsUsageBack: false,
    errorEvent: 'event: error\ndata: {"type":"error","code":"ERR_NGROK_3800","message":',
  },
  embeddings: {
    ...openai,
    path: "embeddings",
    request: { input: TEXT, dimensions: 8 },
    streams: false,
    middle: 0,
    tokens: { inputTokens: 5, outputTokens: 0 },
    stopReason: "stop",
  },
  messages: {
    path: "messages",
    request: { messages: CHAT, max_tokens: 100 },
    streams: true,
    middle: 5,
    tokens: { inputTokens: 8, outputTokens: 7 },
    stopReason: "end_turn",
    keepsUsageBack: false,
    knowsInput: true,
    errorShape: "anthropic",
    errorEvent: 'event: error\ndata: {"type":"error","error":{"type":"api_error","message":',
  },
};
