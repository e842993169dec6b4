import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import OpenAI from "openai";

/** What a client has had of the gateway. */
export interface Tally {
  requests: number;
  inputTokens: number;
  outputTokens: number;
  /** What a user would have seen instead of an answer. */
  failures: string[];
}

export interface Client {
  readonly tally: Tally;
  /** The token of the last request that was answered. */
  readonly token: string;
  /** Ends it after the request that runs. */
  stop(): Promise<void>;
}

export interface ClientOptions {
  /** The gateway's origin. */
  url: string;
  /** Where the deployment puts the token. */
  file: string;
  isStreaming: boolean;
  /** How long the client holds on to a token before it looks again. */
  rereadMs: number;
}

/**
 * An application with OpenAI's own SDK that asks without pause, and never a second time for the same: one failure is a
 * failure. It takes up a rotated token as applications do, by looking at the file from time to time.
 */
export function startClient({ url, file, isStreaming, rereadMs }: ClientOptions): Client {
  const tally: Tally = { requests: 0, inputTokens: 0, outputTokens: 0, failures: [] };
  let known = { token: "", readAt: Number.NEGATIVE_INFINITY };
  let answered = "";
  let isStopped = false;
  const apiKey = async () => {
    if (performance.now() - known.readAt > rereadMs) {
      known = { token: await readFile(file, "utf8"), readAt: performance.now() };
    }
    return known.token;
  };
  const client = new OpenAI({ apiKey, baseURL: `${url}/v1`, maxRetries: 0, timeout: 10_000 });

  async function ask(number: number): Promise<OpenAI.CompletionUsage> {
    const content = `Request ${number}: say one two three four five six`;
    const request = { model: "sim:m1", messages: [{ role: "user" as const, content }] };
    if (!isStreaming) {
      const { usage } = await client.chat.completions.create(request);
      if (!usage) throw new Error("There is no usage in the answer.");
      return usage;
    }
    const stream = await client.chat.completions.create({
      ...request,
      stream: true,
      stream_options: { include_usage: true },
    });
    let [usage, ending]: [OpenAI.CompletionUsage | null | undefined, string | null | undefined] = [
      null,
      null,
    ];
    for await (const chunk of stream) {
      ending = chunk.choices[0]?.finish_reason ?? ending;
      usage = chunk.usage ?? usage;
    }
    if (!usage || !ending) throw new Error("The stream ended too early.");
    return usage;
  }

  async function run(): Promise<void> {
    for (let number = 0; !isStopped; number++) {
      try {
        const usage = await ask(number);
        answered = known.token;
        tally.requests += 1;
        tally.inputTokens += usage.prompt_tokens;
        tally.outputTokens += usage.completion_tokens;
      } catch (error) {
        tally.failures.push(String(error));
      }
      await sleep(10); // else the clients alone would keep both cores of a small machine busy
    }
  }
  const running = run();

  return {
    tally,
    get token() {
      return answered;
    },
    async stop() {
      isStopped = true;
      await running;
    },
  };
}
