// A program that runs on while its access key rotates: it answers each line of its input, in one piece and as a stream.
import { createInterface } from "node:readline";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { generateText, streamText } from "ai";
import { tokenSource } from "./token-source.ts";

const { AIGATEWAY_URL = "http://127.0.0.1:8080", MODEL = "openai:gpt-4o" } = process.env;

async function main(): Promise<void> {
  const tokens = tokenSource();
  const gateway = createOpenAICompatible({
    name: "aigateway",
    baseURL: `${AIGATEWAY_URL}/v1`,
    includeUsage: true,
    // Its `apiKey` and `headers` are read once, when it is made: the token comes in here.
    async fetch(input, init) {
      const headers = new Headers(init?.headers);
      headers.set("authorization", `Bearer ${await tokens.read()}`);
      return tokens.fetch(input, { ...init, headers });
    },
  });
  const model = gateway(MODEL);

  for await (const prompt of createInterface({ input: process.stdin })) {
    const { text } = await generateText({ model, prompt });
    console.log(`answer: ${text}`);

    process.stdout.write("stream: ");
    let fault: unknown;
    const { textStream } = streamText({
      model,
      prompt,
      onError({ error }) {
        fault = error; // the stream itself just ends
      },
    });
    for await (const piece of textStream) process.stdout.write(piece);
    if (fault) throw fault;
    process.stdout.write("\n");
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
  process.stdin.destroy(); // else it would wait for more
});
