import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { createMovingClock, type MovingClock } from "../support/moving-clock.ts";
import { createTerraform, succeeded, type Terraform } from "../support/terraform.ts";
import { type FaultProxy, startFaultProxy } from "../support/terraform-fault-proxy.ts";
import type { Run } from "../support/terraform-output.ts";

export const ADDRESS = "aigateway_access_key.web";
export const HOUR = 3_600_000;

/** A workspace with one access key, whose provider and control plane share a clock that tests move. */
export interface RotatingKey {
  controlPlane: ControlPlane;
  proxy: FaultProxy;
  clock: MovingClock;
  terraform: Terraform;
  /** Writes the key's block: these attributes and what else belongs into it; and other blocks beside it. */
  configure(attributes: string, others?: string): Promise<void>;
  /** Runs a command at the clock's moment; throws unless it succeeds. */
  run(...command: string[]): Promise<Run>;
  /** What a plan would do to the key; undefined is nothing. */
  planned(...options: string[]): Promise<string | undefined>;
  apply(...options: string[]): Promise<Run>;
  /** What the state holds of the key. */
  // biome-ignore lint/suspicious/noExplicitAny: values of every shape
  key(): Promise<Record<string, any>>;
  /** The key as the API has it; undefined when it is gone. */
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
  remote(id: string): Promise<any>;
  /** Whether the gateway lets this token in. */
  accepts(token: string): Promise<boolean>;
  /** The writes that have reached the proxy, without their ids: "POST /access-keys". */
  writes(): string[];
  /** What the provider's process needs in its environment to see the clock. */
  now(): Record<string, string>;
  close(): Promise<void>;
}

export async function startRotatingKey(): Promise<RotatingKey> {
  const clock = createMovingClock("2030-01-01T00:00:00Z");
  const controlPlane = await startControlPlane({ clock });
  const proxy = await startFaultProxy(controlPlane.baseUrl);
  const env = { AIGATEWAY_BASE_URL: proxy.baseUrl, AIGATEWAY_API_KEY: controlPlane.apiKey };
  const terraform = await createTerraform({ env });
  const now = () => ({ AIGATEWAY_TEST_NOW: new Date(clock.now()).toISOString() });
  const run = (...command: string[]) => succeeded(terraform.run(command, now()));

  return {
    controlPlane,
    proxy,
    clock,
    terraform,
    configure: (attributes, others = "") =>
      terraform.configure(`resource "aigateway_access_key" "web" {\n${attributes}\n}\n${others}\n`),
    run,
    async planned(...options) {
      return (await run("plan", "-json", "-lock=false", ...options)).changes[ADDRESS];
    },
    apply: (...options) => run("apply", "-json", "-auto-approve", "-lock=false", ...options),
    key: async () => (await terraform.state())[ADDRESS]?.values ?? {},
    async remote(id) {
      const { status, body } = await controlPlane.api("GET", `/access-keys/${id}`);
      return status === 404 ? undefined : body;
    },
    async accepts(token) {
      const headers = { authorization: `Bearer ${token}` };
      const { status } = await fetch(`${controlPlane.baseUrl}/v1/models`, { headers });
      if (status !== 200 && status !== 401) throw new Error(`The gateway answered ${status}.`);
      return status === 200;
    },
    writes: () =>
      proxy.passed
        .filter(({ method }) => method !== "GET")
        .map(({ method, path }) => `${method} /${path.split("/")[1]}`),
    now,
    async close() {
      await proxy.close();
      await controlPlane.close();
      await terraform.remove();
    },
  };
}
