import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Bench } from "../benchmark.ts";
import { onCore } from "./cores.ts";
import type { Contender } from "./traffic.ts";

const VERSION = "1.15.2";
/** With newer ones that its range allows, it answers streams with 500 ("immutable" headers). */
const NODE_SERVER_VERSION = "1.13.8";
/** Kept between runs: it is not one of this project's dependencies. */
const FOLDER = join(tmpdir(), `aigateway-benchmark-portkey-${VERSION}`);
const PROGRAM = join(FOLDER, "node_modules", "@portkey-ai", "gateway", "build", "start-server.js");
const INSTALL_LIMIT_MS = 120_000;
const START_LIMIT_MS = 20_000;

export interface PortkeyOptions {
  upstreamUrl: string;
  core: number | undefined;
}

/** Portkey's gateway, another one for Node, as its package comes; undefined when it can't be installed here. */
export async function startPortkey(
  { scope, progress }: Pick<Bench, "scope" | "progress">,
  { upstreamUrl, core }: PortkeyOptions,
): Promise<Pick<Contender, "url" | "pid" | "headers"> | undefined> {
  if (!isInstalled()) {
    progress("@portkey-ai/gateway could not be installed: it is not measured");
    return undefined;
  }
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const [command, ...parameters] = onCore(core, [process.execPath, PROGRAM, `--port=${port}`, "--headless"]);
  const child = spawn(command as string, parameters, {
    cwd: FOLDER,
    env: { PATH: process.env.PATH ?? "", NODE_ENV: "production" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const exited = once(child, "exit");
  scope.onClose(async () => {
    child.kill("SIGKILL");
    await exited;
  });
  await reachable(url);
  return {
    url,
    pid: child.pid,
    headers: {
      authorization: "Bearer sk-benchmark-0123456789abcdef",
      "x-portkey-provider": "openai",
      "x-portkey-custom-host": `${upstreamUrl}/v1`,
    },
  };
}

function isInstalled(): boolean {
  if (existsSync(PROGRAM)) return true;
  mkdirSync(FOLDER, { recursive: true });
  const manifest = {
    private: true,
    dependencies: { "@portkey-ai/gateway": VERSION },
    overrides: { "@hono/node-server": NODE_SERVER_VERSION },
  };
  writeFileSync(join(FOLDER, "package.json"), JSON.stringify(manifest));
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefix", FOLDER];
  const result = spawnSync("npm", ["install", ...flags], {
    timeout: INSTALL_LIMIT_MS,
    stdio: ["ignore", "ignore", "inherit"],
  });
  return result.status === 0 && existsSync(PROGRAM);
}

/** It takes a port and does not say which one it found. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

async function reachable(url: string): Promise<void> {
  const end = performance.now() + START_LIMIT_MS;
  for (;;) {
    try {
      await (await fetch(url)).arrayBuffer();
      return;
    } catch (error) {
      if (performance.now() > end) throw error;
      await wait(100);
    }
  }
}
