import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import Stripe from "stripe";
import * as failures from "./simulated-stripe-errors.ts";
import {
  completedSession,
  makeEvent,
  openSession,
  type StripeEvent,
  stripeId,
} from "./simulated-stripe-session.ts";

/**
 * What goes wrong with a request: an error of Stripe's, or no answer at all: the connection ends before or after the
 * request was carried out, or nothing ever comes.
 */
export type StripeFault = keyof typeof failures.FAILURES | "cut-before" | "cut-after" | "hang";

export interface StripeRequest {
  method: string;
  path: string;
  headers: IncomingMessage["headers"];
  /** The form's fields by their names as sent: `line_items[0][quantity]`. */
  parameters: Record<string, string>;
}

/** Stripe on this machine, as far as the service uses it. */
export interface SimulatedStripe {
  /** What points the service at it. */
  env: Record<"STRIPE_SECRET_KEY" | "STRIPE_WEBHOOK_SECRET" | "STRIPE_BASE_URL", string>;
  requests: StripeRequest[];
  sessions: Map<string, Stripe.Checkout.Session>;
  failNext(fault: StripeFault, times?: number): void;
  /** The event of a buyer who went through this session; `changes` are the session's. */
  completed(sessionId: string, changes?: Partial<Stripe.Checkout.Session>): StripeEvent;
  /** What `Stripe-Signature` says of this body, at a moment in milliseconds. */
  sign(body: string, options?: { at?: number; secret?: string }): string;
  close(): Promise<void>;
}

export async function startSimulatedStripe(): Promise<SimulatedStripe> {
  const env = {
    STRIPE_SECRET_KEY: stripeId("sk_test_51", 40),
    STRIPE_WEBHOOK_SECRET: stripeId("whsec_", 32),
    STRIPE_BASE_URL: "",
  };
  const requests: StripeRequest[] = [];
  const sessions = new Map<string, Stripe.Checkout.Session>();
  const faults: StripeFault[] = [];
  /** Answers by `Idempotency-Key`: of what was carried out, whatever came of it. */
  const kept = new Map<string, { form: string; requestId: string; status: number; body: object }>();

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = await text(request);
    const { method = "", url: path = "", headers } = request;
    const parameters = Object.fromEntries(new URLSearchParams(form));
    requests.push({ method, path, headers, parameters });
    const requestId = stripeId("req_", 14);
    const key = headers["idempotency-key"]?.toString();
    const send = (status: number, body: object, more: Record<string, string> = {}) =>
      response
        .writeHead(status, {
          "content-type": "application/json",
          "request-id": requestId,
          "stripe-version": headers["stripe-version"]?.toString() ?? "",
          ...(key && { "idempotency-key": key, "original-request": requestId }),
          ...more,
        })
        .end(JSON.stringify(body, null, 2));
    const fail = (failure: failures.StripeFailure) => send(failure.status, described(failure, requestId));

    const secret = /^Bearer (.*)$/.exec(headers.authorization ?? "")?.[1];
    if (secret !== env.STRIPE_SECRET_KEY) return void fail(failures.unknownKey(secret));
    if (method !== "POST" || path !== "/v1/checkout/sessions")
      return void fail(failures.unknownUrl(method, path));
    // These come before anything is remembered under the Idempotency-Key: a repetition may go well.
    const fault = faults.shift();
    if (fault === "hang") return;
    if (fault === "cut-before") return void request.socket.destroy();
    if (fault === "rate-limit" || fault === "unavailable") return void fail(failures.FAILURES[fault]);
    const before = key === undefined ? undefined : kept.get(key);
    if (key !== undefined && before) {
      if (before.form !== form) return void fail(failures.keyOfAnotherRequest(key));
      const replay = { "original-request": before.requestId, "idempotent-replayed": "true" };
      return void send(before.status, before.body, replay);
    }
    const refusal = failures.refusal(parameters);
    if (refusal) return void fail(refusal);

    const session = openSession(parameters, Date.now());
    const failure =
      fault === "server-error" || fault === "card-declined" ? failures.FAILURES[fault] : undefined;
    if (!failure) sessions.set(session.id, session);
    const answer = failure
      ? { status: failure.status, body: described(failure, requestId) }
      : { status: 200, body: session };
    if (key !== undefined) kept.set(key, { form, requestId, ...answer });
    if (fault === "cut-after") return void request.socket.destroy();
    send(answer.status, answer.body, failure && { "stripe-should-retry": "false" });
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((fault) => response.writeHead(599).end(String(fault)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  env.STRIPE_BASE_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    env,
    requests,
    sessions,
    failNext: (fault, times = 1) => void faults.push(...Array(times).fill(fault)),
    completed(sessionId, changes = {}) {
      const session = sessions.get(sessionId);
      if (!session) throw new Error(`Stripe has no session ${sessionId}.`);
      return makeEvent("checkout.session.completed", { ...completedSession(session, "paid"), ...changes });
    },
    sign(payload, { at = Date.now(), secret = env.STRIPE_WEBHOOK_SECRET } = {}) {
      return Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp: Math.floor(at / 1000) });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Where Stripe explains an error, beside the error itself. */
function described({ error }: failures.StripeFailure, requestId: string) {
  const page = error.code?.replaceAll("_", "-");
  return {
    error: {
      ...error,
      ...(page && { doc_url: `https://stripe.com/docs/error-codes/${page}` }),
      request_log_url: `https://dashboard.stripe.com/test/logs/${requestId}?t=${Math.floor(Date.now() / 1000)}`,
    },
  };
}
