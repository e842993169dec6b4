// A program that runs on while its access key rotates: it answers each line of its input, in one piece and as a stream.
import { createInterface } from "node:readline";
import OpenAI from "openai";
import { tokenSource } from "./token-source.ts";

const { AIGATEWAY_URL = "http://127.0.0.1:8080", MODEL: model = "openai:gpt-4o" } = process.env;

async function main(): Promise<void> {
  const tokens = tokenSource();
  const openai = new OpenAI({ baseURL: `${AIGATEWAY_URL}/v1`, apiKey: tokens.read, fetch: tokens.fetch });

  for await (const content of createInterface({ input: process.stdin })) {
    const messages = [{ role: "user" as const, content }];
    const completion = await openai.chat.completions.create({ model, messages });
    console.log(`answer: ${completion.choices[0]?.message.content}`);

    process.stdout.write("stream: ");
    for await (const chunk of await openai.chat.completions.create({ model, messages, stream: true })) {
      process.stdout.write(chunk.choices[0]?.delta.content ?? "");
    }
    process.stdout.write("\n");
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
  process.stdin.destroy(); // else it would wait for more
});
