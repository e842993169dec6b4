// A program that runs on while its access key rotates: it answers each line of its input, in one piece and as a stream.
import { createInterface } from "node:readline";
import { ChatOpenAI } from "@langchain/openai";
import { tokenSource } from "./token-source.ts";

const { AIGATEWAY_URL = "http://127.0.0.1:8080", MODEL: model = "openai:gpt-4o" } = process.env;

async function main(): Promise<void> {
  const tokens = tokenSource();
  await tokens.read(); // LangChain would try again for a minute before it told that there is none
  const chat = new ChatOpenAI({
    model,
    apiKey: tokens.read,
    configuration: { baseURL: `${AIGATEWAY_URL}/v1`, fetch: tokens.fetch },
  });

  for await (const question of createInterface({ input: process.stdin })) {
    const message = await chat.invoke(question);
    console.log(`answer: ${message.text}`);

    process.stdout.write("stream: ");
    for await (const chunk of await chat.stream(question)) process.stdout.write(chunk.text);
    process.stdout.write("\n");
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
  process.stdin.destroy(); // else it would wait for more
});
