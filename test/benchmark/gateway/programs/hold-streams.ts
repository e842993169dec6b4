import { ClientConnection } from "./client-connection.ts";
import type { HoldPlan } from "./load-plan.ts";
import { requestBytes } from "./request-bytes.ts";

/** Opened at the same time: the accepting side takes them in turn. */
const AT_ONCE = 100;

/** Opens streams one connection each, and waits until each has begun. Returns what closes them. */
export async function holdStreams(plan: HoldPlan): Promise<() => void> {
  const { hostname, port } = new URL(plan.url);
  const request = requestBytes(plan);
  const all: ClientConnection[] = [];
  let broken: Error | undefined;

  async function openOne(): Promise<void> {
    const connection = new ClientConnection(hostname, Number(port));
    all.push(connection);
    await connection.opened();
    await new Promise<void>((resolve, reject) => {
      const ended = (error: Error) => {
        broken ??= error;
        reject(error);
      };
      connection
        .send(request, ({ status }) => (status === 200 ? resolve() : ended(new Error(`status ${status}`))))
        .then(() => ended(new Error("A stream ended that should have been held.")), ended);
    });
  }

  const inTurn = async () => {
    while (all.length < plan.streams) await openOne();
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, plan.streams) }, inTurn));
  return () => {
    for (const each of all) each.close();
    if (broken) throw broken;
  };
}
