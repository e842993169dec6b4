import { spawn } from "node:child_process";
import { once } from "node:events";
import { HANDSHAKE } from "../../support/terraform-plugin.ts";

/** From spawning the provider to the line that tells Terraform where it listens, each time. */
export async function pluginStarts(executable: string, times: number): Promise<number[]> {
  const measured: number[] = [];
  for (let left = times; left > 0; left--) {
    const started = performance.now();
    const plugin = spawn(executable, { env: { PATH: process.env.PATH, ...HANDSHAKE } });
    const exited = once(plugin, "exit");
    await Promise.race([once(plugin.stdout, "data"), exited]);
    measured.push(performance.now() - started);
    plugin.kill("SIGKILL");
    await exited;
  }
  return measured;
}
