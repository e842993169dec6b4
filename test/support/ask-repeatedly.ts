import { setTimeout as sleep } from "node:timers/promises";

/** What a client knows of a request that it got in full. */
export interface Asked {
  requestId: string;
  inputTokens: number;
  outputTokens: number;
}

export interface AskOptions {
  /** The gateway's origin. */
  url: string;
  token: string;
  isStreaming: boolean;
  /** Ends it after the request that runs. */
  signal: AbortSignal;
}

/** Asks for chat completions, one after the other, whatever becomes of them, and keeps count of those that came in full. */
export async function askRepeatedly({ url, token, isStreaming, signal }: AskOptions): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (let number = 0; !signal.aborted; number++) {
    try {
      const answer = await fetch(`${url}/v1/chat/completions`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify({
          model: "sim:m1",
          messages: [{ role: "user", content: `Request ${number}: say one two three four five six` }],
          ...(isStreaming && { stream: true, stream_options: { include_usage: true } }),
        }),
      });
      const text = await answer.text();
      if (answer.status !== 200) throw new Error(`status ${answer.status}: ${text}`);
      const usage = isStreaming ? usageOfStream(text) : JSON.parse(text).usage;
      if (!usage) throw new Error("It ended too early.");
      asked.push({
        requestId: answer.headers.get("x-request-id") ?? "",
        inputTokens: usage.prompt_tokens,
        outputTokens: usage.completion_tokens,
      });
    } catch {
      await sleep(20); // the gateway is away
    }
  }
  return asked;
}

/** Undefined unless the stream came to its end. */
function usageOfStream(text: string): { prompt_tokens: number; completion_tokens: number } | undefined {
  const data = text.split("\n").filter((line) => line.startsWith("data: "));
  if (data.at(-1) !== "data: [DONE]") return undefined;
  const chunks = data.slice(0, -1).map((line) => JSON.parse(line.slice("data: ".length)));
  return chunks.findLast((chunk) => chunk.usage)?.usage;
}
