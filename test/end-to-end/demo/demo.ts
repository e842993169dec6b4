import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BUILT_SERVICE, startServiceProcess } from "../../support/service-process.ts";
import { startSimulatedProvider } from "../../support/simulated-provider/index.ts";
import { prepareQuickstart } from "./cdktf.ts";
import { type DemoLog, show } from "./log.ts";
import { createManagement } from "./management.ts";

const UPSTREAM_KEY = "sk-simulated-0123456789";
const TOKEN = /ng-\w+-a1-\w+/;

/**
 * The main job once, with real parts and a simulated model provider: declare, deploy, call, rotate, tear down. Throws
 * `NotShown` at the first step that does not show what it should; what it started is stopped in any case.
 */
export async function runDemo(log: DemoLog, signal?: AbortSignal): Promise<void> {
  const undo: (() => Promise<unknown>)[] = [];
  const interrupted = new Promise<never>((_, reject) => {
    signal?.addEventListener("abort", () => reject(new Error("it was interrupted")));
  });
  try {
    await Promise.race([demo(log, undo), interrupted]);
  } finally {
    for (const step of undo.reverse()) await step().catch((error: unknown) => log.note(String(error)));
  }
}

async function demo(log: DemoLog, undo: (() => Promise<unknown>)[]): Promise<void> {
  log.step("Start the control plane (SQLite in a temporary folder) and a simulated model provider");
  const data = await mkdtemp(join(tmpdir(), "aigateway-demo-"));
  undo.push(() => rm(data, { recursive: true, force: true }));
  const models = await startSimulatedProvider({ keys: [UPSTREAM_KEY] });
  undo.push(() => models.close());
  log.command("npm start");
  const service = await startServiceProcess(
    {
      AIGATEWAY_DATABASE_URL: `sqlite:${join(data, "aigateway.db")}`,
      AIGATEWAY_PRIVATE_UPSTREAMS: "127.0.0.1",
    },
    BUILT_SERVICE,
  );
  undo.push(async () => {
    service.kill("SIGTERM");
    await service.exited;
  });
  const apiKey = TOKEN.exec(service.output())?.[0];
  show(service.url && apiKey, "the service starts and prints its first API key", service.output());
  log.tick(`control plane and gateway at ${service.url}, its first API key printed once`);
  log.tick(`simulated OpenAI and Anthropic at ${models.url}`);
  const management = createManagement(service.url, apiKey);

  log.step("Deploy examples/quickstart: provider, provider key, configuration, access key");
  const quickstart = await prepareQuickstart(
    { AIGATEWAY_BASE_URL: service.url, AIGATEWAY_API_KEY: apiKey },
    log,
  );
  undo.push(quickstart.remove);
  const variables = { upstream_url: `${models.url}/v1`, upstream_key: UPSTREAM_KEY };
  await quickstart.deploy({ ...variables, release: "1" });
  const [first, ...others] = await management.accessKeys();
  show(first && others.length === 0, "the deployment makes one access key", [first, ...others]);
  const oldToken = await quickstart.token();
  show(/^ng-\w+-g1-\w+$/.test(oldToken), "the deployment's output is an access key's token");
  log.tick(`Terraform made the access key ${first.id}`);

  log.step("Call the gateway with OpenAI's own SDK and the deployed token");
  const printed = await quickstart.client({ AIGATEWAY_ACCESS_KEY: oldToken });
  show(/^completion: \S/m.test(printed), "a completion", printed);
  show(/^stream: \S/m.test(printed), "a stream", printed);
  log.note(printed.trim());
  show(
    models.requests.length === 2 && models.requests.every((each) => each.key === UPSTREAM_KEY),
    "the upstream got its own credential and never the access key",
  );
  log.tick("one completion and one stream; the upstream saw only its own credential");

  log.step("Rotate: another release, so another key");
  const rotation = await quickstart.deploy({ ...variables, release: "2" });
  const created = rotation.search(/aigateway_access_key\.\S+: Creation complete/);
  const destroyed = rotation.search(/aigateway_access_key\.\S+ \(deposed object \w+\): Destroying/);
  show(
    created >= 0 && created < destroyed,
    "Terraform creates the new key before it destroys the old one",
    rotation,
  );
  log.tick("Terraform created the new key, then destroyed the old one");
  const [second, ...rest] = await management.accessKeys();
  show(second && rest.length === 0 && second.id !== first.id, "there is one key, and it is another one");
  const newToken = await quickstart.token();
  await quickstart.client({ AIGATEWAY_ACCESS_KEY: newToken });
  log.tick(`the new token of ${second.id} works`);
  const refused = await fetch(`${service.url}/v1/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${oldToken}`, "content-type": "application/json" },
    body: JSON.stringify({ model: "models:gpt-4o-mini", messages: [{ role: "user", content: "Hello?" }] }),
  });
  show(refused.status === 401, "the old token is refused with 401", refused.status);
  log.tick("the old token gets 401");

  log.step("What was used, and what is left");
  const usage = await management.usage();
  show(usage.length === 4, "four requests are in the usage", usage.length);
  for (const event of usage) {
    const kind = event.isStreaming ? "stream" : "completion";
    const tokens = `${event.inputTokens} + ${event.outputTokens} tokens`;
    log.note(
      `${event.accessKeyId}  ${event.provider}:${event.model}  ${kind.padEnd(10)}  ${tokens}  ${event.totalCost} USD`,
    );
  }
  log.tick(`four usage events; the balance is ${((await management.balanceCents()) / 100).toFixed(2)} USD`);

  log.step("Tear down");
  await quickstart.destroy({ ...variables, release: "2" });
  show((await management.accessKeys()).length === 0, "no access key is left");
  log.tick("everything that was deployed is gone");
}

/** How to do the same with real models. */
export const WITH_A_REAL_PROVIDER = `The same with a real provider:

  npm start                                       # prints the API key
  npm run provider:install
  cd examples/quickstart
  export AIGATEWAY_BASE_URL=http://127.0.0.1:8080 AIGATEWAY_API_KEY=<the API key>
  export TF_VAR_upstream_url=https://api.openai.com/v1 TF_VAR_upstream_key=$OPENAI_API_KEY
  npx cdktf deploy --skip-provider-lock --outputs-file outputs.json --outputs-file-include-sensitive-outputs
  AIGATEWAY_ACCESS_KEY=<the token in outputs.json> npx tsx client.ts
`;
