// What clients send: a chat completion as an SDK does, of about a kilobyte.
const MESSAGES = [
  {
    role: "system",
    content:
      "You are a support assistant of a shop for garden tools. Answer in the customer's language, in at most five " +
      "sentences, and name the article's number when you recommend something. Say so when you do not know.",
  },
  {
    role: "user",
    content: "My hedge trimmer stops after a minute or so. It is the cordless one from last year.",
  },
  {
    role: "assistant",
    content:
      "That sounds like the overload protection. Does the lamp at the handle blink red when it stops, and does it run " +
      "again after you have taken the battery out for a moment?",
  },
  {
    role: "user",
    content: "It blinks twice, and yes, it does run again. The blades are a little brown by now.",
  },
];

/** What OpenAI's own SDK sends along. */
const SDK_HEADERS = {
  accept: "application/json",
  "content-type": "application/json",
  "user-agent": "OpenAI/JS 6.30.1",
  "x-stainless-retry-count": "0",
  "x-stainless-lang": "js",
  "x-stainless-package-version": "6.30.1",
  "x-stainless-os": "Linux",
  "x-stainless-arch": "x64",
  "x-stainless-runtime": "node",
  "x-stainless-runtime-version": "v20.19.0",
};

export type Kind = "json" | "stream";

/** Who answers, and how it is called. */
export interface Contender {
  name: string;
  url: string;
  /** The measured process; undefined: nothing stands before the upstream. */
  pid: number | undefined;
  headers: Record<string, string>;
  /** Before the model's own name. */
  modelPrefix: string;
}

/** A request to a contender, as the load generator takes it. `model` tells the upstream how to answer. */
export function requestTo({ url, headers, modelPrefix }: Contender, kind: Kind, model = "steady") {
  const body = {
    model: modelPrefix + model,
    messages: MESSAGES,
    temperature: 0.2,
    ...(kind === "stream" && { stream: true }),
  };
  return {
    url,
    path: "/v1/chat/completions",
    headers: { ...SDK_HEADERS, ...headers },
    body: JSON.stringify(body),
  };
}

/** What the end of an answer holds. */
export const EXPECTED_END: Record<Kind, string> = { json: "}", stream: "[DONE]" };
