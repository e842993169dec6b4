// The load of the soak: all kinds of requests at a steady rate, every answer checked.
import { setTimeout as wait } from "node:timers/promises";
import { openArrivals } from "./arrivals.ts";
import type { Answer, ClientConnection } from "./client-connection.ts";
import { ConnectionPool } from "./connection-pool.ts";
import { MIX, type MixedLoadOutcome, type MixedLoadPlan, type SoakKind } from "./mixed-load-plan.ts";
import { requestBytes } from "./request-bytes.ts";

/** After the last request has been sent. */
const PATIENCE_MS = 30_000;

/** What each kind must be answered with. */
const EXPECTED: Record<Exclude<SoakKind, "brokenOff">, { status: number; end: string }> = {
  json: { status: 200, end: "}" },
  stream: { status: 200, end: "[DONE]" },
  fault: { status: 500, end: "server_error" },
  cut: { status: 200, end: "ERR_NGROK_3800" },
};

/** The kinds in the order in which they are sent, mixed. */
function order(): SoakKind[] {
  const kinds = Object.entries(MIX).flatMap(([kind, count]) =>
    Array.from({ length: count }, (_, index) => ({ kind: kind as SoakKind, place: (index + 0.5) / count })),
  );
  return kinds.sort((a, b) => a.place - b.place).map(({ kind }) => kind);
}

async function run({ url, requests, perSecond, ms }: MixedLoadPlan): Promise<MixedLoadOutcome> {
  const pool = new ConnectionPool(url);
  const bytes = Object.fromEntries(
    Object.entries(requests).map(([kind, request]) => [kind, requestBytes({ url, ...request })]),
  ) as Record<SoakKind, Buffer>;
  const kinds = order();
  const sent: Record<SoakKind, number> = { json: 0, stream: 0, brokenOff: 0, fault: 0, cut: 0 };
  const open = new Map<number, SoakKind>();
  let number = 0;

  async function sendOne(): Promise<void> {
    const id = number++;
    const kind = kinds[id % kinds.length] as SoakKind;
    sent[kind]++;
    open.set(id, kind);
    const used = await pool.take();
    if (kind === "brokenOff") {
      await breakOff(used);
    } else {
      requireRight(kind, await used.send(bytes[kind]));
      pool.giveBack(used);
    }
    open.delete(id);
  }

  function breakOff(used: ClientConnection): Promise<void> {
    return new Promise((resolve, reject) => {
      used
        .send(bytes.brokenOff, ({ status }) => {
          used.close();
          if (status === 200) resolve();
          else reject(new Error(`A stream to break off has the status ${status}.`));
        })
        .catch(reject);
    });
  }

  const late = wait(ms + PATIENCE_MS, undefined, { ref: false }).then(() => {
    throw new Error(`Never answered: ${JSON.stringify([...open])}`);
  });
  await Promise.race([openArrivals({ perSecond, ms, sendOne }), late]);
  late.catch(() => undefined);
  pool.close();
  return { sent };
}

function requireRight(kind: keyof typeof EXPECTED, { status, tail }: Answer): void {
  const expected = EXPECTED[kind];
  if (status === expected.status && tail.includes(expected.end)) return;
  throw new Error(`An answer (${kind}) with the status ${status} ends in ${JSON.stringify(tail)}.`);
}

process.on("message", (plan: MixedLoadPlan) => {
  run(plan).then(
    (outcome) => process.send?.(outcome),
    (error: Error) => process.send?.({ error: error.message }),
  );
});
process.once("disconnect", () => process.exit());
process.send?.({ url: "" });
