import cluster from "node:cluster";
import { AggregatorRegistry, type Registry } from "prom-client";
import { isMetricsAnswer, isMetricsRequest, type MetricsAnswer, type MetricsRequest } from "./messages.ts";

const TIMEOUT_MS = 5_000;

/** In the primary: gives each worker that asks the metrics of all of them. */
export function answerMetricsRequests(): void {
  const all = new AggregatorRegistry();
  cluster.on("message", async (worker, message: unknown) => {
    if (!isMetricsRequest(message)) return;
    const text = await all.clusterMetrics().catch(() => undefined);
    const answer: MetricsAnswer = { type: "aigateway:metrics-answer", id: message.id, text };
    if (worker.isConnected()) worker.send(answer);
  });
}

/** In a worker: has its own metrics counted with the others', and gives the sum's text. Rejects when it does not come. */
export function createMetricsOfAll(own: Registry): () => Promise<string> {
  new AggregatorRegistry(); // answers what the primary asks
  AggregatorRegistry.setRegistries(own);
  let asked = 0;
  return () =>
    new Promise((resolve, reject) => {
      const request: MetricsRequest = { type: "aigateway:metrics-request", id: ++asked };
      const finish = () => {
        clearTimeout(timer);
        process.off("message", onMessage);
      };
      const timer = setTimeout(() => {
        finish();
        reject(new Error("The other workers' metrics did not come in time."));
      }, TIMEOUT_MS);
      function onMessage(message: unknown): void {
        if (!isMetricsAnswer(message) || message.id !== request.id) return;
        finish();
        if (message.text === undefined) reject(new Error("Some worker did not tell its metrics in time."));
        else resolve(message.text);
      }
      process.on("message", onMessage);
      process.send?.(request);
    });
}
