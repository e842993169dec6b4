import type { ChatReply } from "../openai/chat-reply.ts";
import { type ChatAnswer, type Dialect, event } from "./dialect.ts";

const SAFE = { filtered: false, severity: "safe" };
const FILTERED = { hate: SAFE, self_harm: SAFE, sexual: SAFE, violence: SAFE };
const PROMPT_FILTERED = [{ prompt_index: 0, content_filter_results: FILTERED }];
const FINGERPRINT = "fp_5154047bf2";

/** Azure: what its content filter says comes first, in an event without choices, id or model. */
export const azure: Dialect = {
  // Below a deployment's path, which the simulator knows anyway.
  basePath: "/v1",

  completion: (answer) => ({
    choices: answer.replies.map(({ tokens, toolCall, finishReason }, index) => ({
      content_filter_results: FILTERED,
      finish_reason: finishReason,
      index,
      logprobs: null,
      message: {
        content: toolCall ? null : tokens.join(""),
        refusal: null,
        role: "assistant",
        ...(toolCall && { tool_calls: [toolCall] }),
      },
    })),
    ...tailOf(answer, "chat.completion"),
    prompt_filter_results: PROMPT_FILTERED,
    system_fingerprint: FINGERPRINT,
    usage: answer.usage,
  }),

  stream(answer) {
    const { withUsage, replies } = answer;
    const usage = withUsage ? { usage: null } : {};
    const tail = {
      ...tailOf(answer, "chat.completion.chunk"),
      system_fingerprint: FINGERPRINT,
    };
    const chunk = (index: number, delta: object, finish_reason: string | null, filter: object = FILTERED) =>
      event({
        choices: [{ content_filter_results: filter, delta, finish_reason, index, logprobs: null }],
        ...tail,
        ...usage,
      });
    const nothing = { choices: [], created: 0, id: "", model: "", object: "" };
    return [
      event({ ...nothing, prompt_filter_results: PROMPT_FILTERED, ...usage }),
      ...replies.flatMap((reply, index) => [
        chunk(index, { content: reply.toolCall ? null : "", refusal: null, role: "assistant" }, null, {}),
        ...deltasOf(reply).map((delta) => chunk(index, delta, null)),
        chunk(index, {}, reply.finishReason, {}),
      ]),
      ...(withUsage ? [event({ choices: [], ...tail, usage: answer.usage })] : []),
      event("[DONE]"),
    ];
  },
};

function tailOf({ created, id, model }: ChatAnswer, object: string) {
  return { created, id, model, object };
}

function deltasOf({ tokens, toolCall }: ChatReply): object[] {
  if (!toolCall) return tokens.map((content) => ({ content }));
  const { id, type, function: called } = toolCall;
  return [
    { tool_calls: [{ function: { arguments: "", name: called.name }, id, index: 0, type }] },
    ...tokens.map((piece) => ({ tool_calls: [{ function: { arguments: piece }, index: 0 }] })),
  ];
}
