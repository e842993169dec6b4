export { azure } from "./azure.ts";
export { deepseek } from "./deepseek.ts";
export type { Dialect } from "./dialect.ts";
export { google } from "./google.ts";
export { groq } from "./groq.ts";
export { llamaCpp, llamaCppPython } from "./llama-servers.ts";
export { openrouter } from "./openrouter.ts";
