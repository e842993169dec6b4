// An application that talks to models through the gateway: OpenAI's own SDK, another address, another key.
import OpenAI from "openai";

const model = process.env.MODEL ?? "models:gpt-4o-mini";
const openai = new OpenAI({
  baseURL: `${process.env.AIGATEWAY_BASE_URL}/v1`,
  apiKey: process.env.AIGATEWAY_ACCESS_KEY,
});

async function main(): Promise<void> {
  const question = [{ role: "user" as const, content: "Say hello to the gateway." }];

  const completion = await openai.chat.completions.create({ model, messages: question });
  console.log(`completion: ${completion.choices[0]?.message.content}`);

  process.stdout.write("stream: ");
  for await (const chunk of await openai.chat.completions.create({
    model,
    messages: question,
    stream: true,
  })) {
    process.stdout.write(chunk.choices[0]?.delta.content ?? "");
  }
  process.stdout.write("\n");
}

main().catch((error) => {
  console.error(error instanceof OpenAI.APIError ? `${error.status}: ${error.message}` : error);
  process.exitCode = 1;
});
