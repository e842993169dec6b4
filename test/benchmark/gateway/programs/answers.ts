// What the upstream answers: made once, of the sizes that chat completions have.
const WORDS =
  "The quick answer is that a gateway adds little when it copies bytes and counts what passes ".split(" ");
const HEAD = {
  id: "chatcmpl-B9MHDbslfkBeAs8l4bebGdFOJ6PeG",
  created: 1_741_570_283,
  model: "gpt-4o-2024-08-06",
};
const TAIL = { service_tier: "default", system_fingerprint: "fp_fc9f1d7035" };
const COMPLETION_WORDS = 170;

const DETAILS = {
  prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
  completion_tokens_details: {
    reasoning_tokens: 0,
    audio_tokens: 0,
    accepted_prediction_tokens: 0,
    rejected_prediction_tokens: 0,
  },
};

export const PROMPT_TOKENS = 214;

function usage(completionTokens: number) {
  return {
    prompt_tokens: PROMPT_TOKENS,
    completion_tokens: completionTokens,
    total_tokens: PROMPT_TOKENS + completionTokens,
    ...DETAILS,
  };
}

function word(index: number): string {
  return ` ${WORDS[index % WORDS.length]}`;
}

/** A chat completion of about 1.5 kB. */
export function completion(): Buffer {
  const content = Array.from({ length: COMPLETION_WORDS }, (_, index) => word(index))
    .join("")
    .trim();
  const message = { role: "assistant", content, refusal: null, annotations: [] };
  const choices = [{ index: 0, message, logprobs: null, finish_reason: "stop" }];
  const body = { ...HEAD, object: "chat.completion", choices, usage: usage(COMPLETION_WORDS), ...TAIL };
  return Buffer.from(JSON.stringify(body));
}

export interface StreamAnswer {
  /** Each an event, sent by itself. */
  chunks: Buffer[];
  /** Sent when the request asked for it. */
  usage: Buffer;
  done: Buffer;
}

/** A stream of so many chunks with a word each, the last one with the finish reason. */
export function stream(count: number): StreamAnswer {
  const event = (choices: object[], usage: object | null) =>
    Buffer.from(
      `data: ${JSON.stringify({ ...HEAD, object: "chat.completion.chunk", ...TAIL, choices, usage })}\n\n`,
    );
  const chunks = Array.from({ length: count }, (_, index) => {
    const isLast = index === count - 1;
    const delta = isLast ? {} : { ...(index === 0 && { role: "assistant" }), content: word(index) };
    return event([{ index: 0, delta, logprobs: null, finish_reason: isLast ? "stop" : null }], null);
  });
  return { chunks, usage: event([], usage(count)), done: Buffer.from("data: [DONE]\n\n") };
}
