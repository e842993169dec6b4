import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type ControlPlane, startControlPlane } from "../../support/control-plane.ts";
import { killTerraform, mendTornState } from "../../support/kill-terraform.ts";
import { createMovingClock, type MovingClock } from "../../support/moving-clock.ts";
import { startSimulatedProvider } from "../../support/simulated-provider/index.ts";
import { createTerraform, succeeded } from "../../support/terraform.ts";
import type { Run } from "../../support/terraform-output.ts";
import { idsInState } from "../../support/terraform-state.ts";
import { type Revision, synthesise, tokenFile, type Way } from "./program.ts";

const UPSTREAM_KEY = "sk-upstream-0123456789";

/** An access key, as far as it matters here. */
export interface RemoteKey {
  id: string;
  expiresAt?: string;
}

/** A team with its program, its state and its gateway; service and provider share a clock that the test moves. */
export interface Team {
  readonly controlPlane: ControlPlane;
  readonly clock: MovingClock;
  /** Where the tokens are. */
  readonly folder: string;
  /** What is deployed; change it, and deploy. */
  readonly revision: Revision;
  deploy(): Promise<void>;
  /** Deploys, and kills Terraform with all that it has started after that time. Whether it had ended before. */
  deployKilledAfter(milliseconds: number): Promise<boolean>;
  plan(): Promise<Run>;
  token(way: Way): Promise<string>;
  /** The status that the gateway answers to that token. */
  statusOf(token: string): Promise<number>;
  /** The keys that the gateway takes at this moment. */
  validKeys(): Promise<RemoteKey[]>;
  /** The ids of the keys that the state knows. */
  idsInState(): Promise<string[]>;
  close(): Promise<void>;
}

export async function startTeam(): Promise<Team> {
  const clock = createMovingClock("2030-01-01T00:00:00Z");
  // Streams that take some time: rotations come in the middle of them.
  const upstream = await startSimulatedProvider({ keys: [UPSTREAM_KEY], partDelayMs: 5 });
  const controlPlane = await startControlPlane({ clock });
  const terraform = await createTerraform({
    env: {
      AIGATEWAY_BASE_URL: controlPlane.baseUrl,
      AIGATEWAY_API_KEY: controlPlane.apiKey,
      TF_VAR_upstream_key: UPSTREAM_KEY,
    },
  });
  const folder = await mkdtemp(join(tmpdir(), "aigateway-tokens-"));
  const revision: Revision = { release: 1, generation: 1 };
  await rm(join(terraform.folder, "main.tf"));

  const now = () => ({ AIGATEWAY_TEST_NOW: new Date(clock.now()).toISOString() });
  const write = () =>
    writeFile(
      join(terraform.folder, "cdk.tf.json"),
      synthesise({ ...revision, upstreamUrl: `${upstream.url}/v1`, folder }),
    );
  const apply = ["apply", "-json", "-auto-approve"];

  await write();
  await succeeded(terraform.run(["init", "-no-color"]));

  return {
    controlPlane,
    clock,
    folder,
    revision,
    async deploy() {
      await write();
      await succeeded(terraform.run(apply, now()));
    },
    async deployKilledAfter(milliseconds) {
      await write();
      const { pid, finished } = terraform.start(apply, now());
      const ended = await Promise.race([
        finished.then(() => true),
        sleep(milliseconds, undefined, { ref: false }).then(() => false),
      ]);
      if (!ended) killTerraform(pid);
      await finished;
      await mendTornState(terraform.folder);
      return ended;
    },
    plan: () => terraform.plan(now()),
    token: (way) => readFile(tokenFile(folder, way), "utf8"),
    async statusOf(token) {
      const headers = { authorization: `Bearer ${token}` };
      return (await fetch(`${controlPlane.baseUrl}/v1/models`, { headers })).status;
    },
    async validKeys() {
      const { body } = await controlPlane.api("GET", "/access-keys");
      return body.aiGatewayAccessKeys.filter(
        ({ expiresAt }: RemoteKey) => expiresAt === undefined || Date.parse(expiresAt) > clock.now(),
      );
    },
    idsInState: async () => idsInState(await terraform.stateFile(), "aigateway_access_key"),
    async close() {
      await terraform.remove();
      await controlPlane.close();
      await upstream.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
