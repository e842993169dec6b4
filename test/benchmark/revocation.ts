import { setTimeout as sleep } from "node:timers/promises";
import { createAccount, withDatabase } from "./account.ts";
import type { Benchmark } from "./benchmark.ts";
import { percentile } from "./percentile.ts";
import { startService } from "./service.ts";

/** What is promised. */
const LIMIT_MS = 1000;
const SETTLED_MS = 300;
const PATIENCE_MS = 10_000;

/**
 * How long an access key that was deleted at one process is still accepted by another one on the same database. Whether it
 * is accepted is seen by a request that can't go anywhere: 401 comes before anything else is looked at.
 */
export const revocation: Benchmark = {
  name: "revocation",
  title: "A deleted access key at another process",
  async run(bench) {
    const { apiKey } = await withDatabase(bench, createAccount);
    const here = await startService(bench);
    const there = await startService(bench);
    const call = (url: string, method: string, path: string, token: string, body?: object) =>
      fetch(url + path, {
        method,
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        ...(body && { body: JSON.stringify(body) }),
      });
    const isAccepted = async (token: string) => {
      const answer = await call(there.url, "GET", "/v1/models", token);
      await answer.arrayBuffer();
      return answer.status !== 401;
    };

    const delays: number[] = [];
    for (let i = 0; i < bench.sizes.revocations; i++) {
      const created = await call(here.url, "POST", "/access-keys", apiKey, {});
      const { id, token } = (await created.json()) as { id: string; token: string };
      await sleep(SETTLED_MS); // that it was made has been heard of, too, and does not clear the memory for us
      if (!(await isAccepted(token))) throw new Error("A new access key was refused.");
      await sleep(Math.random() * 100); // at any moment between two looks at the database
      const deleted = await call(here.url, "DELETE", `/access-keys/${id}`, apiKey);
      if (deleted.status !== 204) throw new Error(`DELETE was answered with ${deleted.status}.`);
      const answered = performance.now();
      while (await isAccepted(token)) {
        if (performance.now() - answered > PATIENCE_MS) throw new Error("It is accepted all the same.");
      }
      delays.push(performance.now() - answered);
    }
    return [
      { name: "accepted after its deletion, p50", value: percentile(delays, 0.5), unit: "ms" },
      {
        name: "accepted after its deletion, at most",
        value: Math.max(...delays),
        unit: "ms",
        atMost: LIMIT_MS,
      },
    ];
  },
};
