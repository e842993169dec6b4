import { ephemeralAccessKeySchema } from "../../terraform-provider/src/ephemeral-resources/access-key-schema.ts";
import { objectType } from "../../terraform-provider/src/framework/schema/object-type.ts";
import { decodeMsgpack, encodeMsgpack } from "../../terraform-provider/src/protocol/value/msgpack.ts";
import type { ObjectValue } from "../../terraform-provider/src/protocol/value/value.ts";
import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { createMovingClock, type MovingClock } from "../support/moving-clock.ts";
import { type FaultProxy, startFaultProxy } from "../support/terraform-fault-proxy.ts";
import { type Plugin, startPlugin } from "../support/terraform-plugin.ts";

const TYPE_NAME = "aigateway_access_key";
const type = objectType(ephemeralAccessKeySchema.attributes);
const nothing = Object.fromEntries(Object.keys(type.object).map((name) => [name, null]));

export interface Opened {
  // biome-ignore lint/suspicious/noExplicitAny: values of every shape
  result: Record<string, any> | null;
  /** RFC 3339. */
  renewAt: string | undefined;
  private: Buffer;
  diagnostics: { severity: number; summary: string; detail: string }[];
}

/** The ephemeral access key in the hands of a test, which plays Terraform's side and moves the clock. */
export interface EphemeralKey {
  controlPlane: ControlPlane;
  proxy: FaultProxy;
  clock: MovingClock;
  open(config: ObjectValue): Promise<Opened>;
  renew(bytes: Buffer): Promise<Omit<Opened, "result">>;
  close(bytes: Buffer): Promise<Pick<Opened, "diagnostics">>;
  /** Ends the provider as Terraform does; how many milliseconds that took. */
  shutDown(): Promise<number>;
  /** The same, while the provider's clock is so many milliseconds ahead of the server's. */
  ahead(milliseconds: number): void;
  /** Whether the gateway lets this token in. */
  accepts(token: string): Promise<boolean>;
  /** The ids of the keys that there are. */
  keys(): Promise<string[]>;
  end(): Promise<void>;
}

export async function startEphemeralKey(): Promise<EphemeralKey> {
  const clock = createMovingClock("2030-01-01T00:00:00Z");
  const controlPlane = await startControlPlane({ clock });
  const proxy = await startFaultProxy(controlPlane.baseUrl);
  let difference = 0;
  const plugins = new Map<string, Plugin>();

  /** A provider's clock stands still: each moment has a process of its own. */
  async function plugin(): Promise<Plugin> {
    const now = new Date(clock.now() + difference).toISOString();
    const running = plugins.get(now);
    if (running) return running;
    const env = { AIGATEWAY_TEST_NOW: now, AIGATEWAY_BASE_URL: proxy.baseUrl };
    const started = await startPlugin({ env: { ...env, AIGATEWAY_API_KEY: controlPlane.apiKey } });
    plugins.set(now, started);
    const config = encodeMsgpack({ api_key: null, base_url: null }, SETTINGS);
    await started.call("ConfigureProvider", { config: { msgpack: config }, terraform_version: "1.11.4" });
    return started;
  }
  const call = async (method: string, request: object) =>
    (await plugin()).call(method, { type_name: TYPE_NAME, ...request });

  return {
    controlPlane,
    proxy,
    clock,
    async open(config) {
      const msgpack = encodeMsgpack({ ...nothing, ...config }, type);
      const answer = await call("OpenEphemeralResource", { config: { msgpack } });
      const result = answer.result && decodeMsgpack(answer.result.msgpack, type);
      return { ...answer, result, renewAt: momentOf(answer.renew_at) };
    },
    async renew(bytes) {
      const answer = await call("RenewEphemeralResource", { private: bytes });
      return { ...answer, renewAt: momentOf(answer.renew_at) };
    },
    close: (bytes) => call("CloseEphemeralResource", { private: bytes }),
    async shutDown() {
      const ending = await plugin();
      const started = performance.now();
      await ending.shutdown();
      await ending.exited;
      plugins.clear();
      return performance.now() - started;
    },
    ahead: (milliseconds) => {
      difference = milliseconds;
    },
    async accepts(token) {
      const headers = { authorization: `Bearer ${token}` };
      return (await fetch(`${controlPlane.baseUrl}/v1/models`, { headers })).status === 200;
    },
    keys: async () =>
      (await controlPlane.api("GET", "/access-keys")).body.aiGatewayAccessKeys.map(
        ({ id }: { id: string }) => id,
      ),
    async end() {
      for (const each of plugins.values()) each.kill();
      await proxy.close();
      await controlPlane.close();
    },
  };
}

const SETTINGS = { object: { api_key: "string", base_url: "string" } } as const;

function momentOf(timestamp: { seconds: number; nanos: number } | null | undefined): string | undefined {
  return timestamp ? new Date(timestamp.seconds * 1000 + timestamp.nanos / 1e6).toISOString() : undefined;
}
