// A program that runs on while its access key rotates: it answers each line of its input, in one piece and as a stream.
import { createInterface } from "node:readline";
import Anthropic from "@anthropic-ai/sdk";
import { tokenSource } from "./token-source.ts";

const { AIGATEWAY_URL = "http://127.0.0.1:8080", MODEL: model = "anthropic:claude-sonnet-4-5" } = process.env;

async function main(): Promise<void> {
  const tokens = tokenSource();
  const anthropic = new Anthropic({ baseURL: AIGATEWAY_URL, apiKey: tokens.read, fetch: tokens.fetch });

  for await (const content of createInterface({ input: process.stdin })) {
    const request = { model, max_tokens: 1000, messages: [{ role: "user" as const, content }] };
    const message = await anthropic.messages.create(request);
    console.log(
      `answer: ${message.content.map((block) => (block.type === "text" ? block.text : "")).join("")}`,
    );

    process.stdout.write("stream: ");
    await anthropic.messages
      .stream(request)
      .on("text", (piece) => void process.stdout.write(piece))
      .finalMessage();
    process.stdout.write("\n");
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
  process.stdin.destroy(); // else it would wait for more
});
