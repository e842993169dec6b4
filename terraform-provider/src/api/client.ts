import createOpenApiClient from "openapi-fetch";
import { DiagnosticError } from "../framework/diagnostics.ts";
import {
  type ChangeConditionally,
  type ConditionalChange,
  createConditionalChanges,
} from "./conditional-change.ts";
import { type Answer, type Endpoints, entityTagOf, type Tagged } from "./endpoints.ts";
import { type ErrorBody, MAY_HAVE_HAPPENED, RefusedError, UnreachableError } from "./errors.ts";
import type { paths } from "./generated/openapi.ts";
import { NoAnswerError } from "./no-answer-error.ts";
import { createSharedReads, type ReadShared } from "./shared-reads.ts";

/** The management API. Calls throw a `DiagnosticError` unless they succeed. */
export interface ApiClient {
  /**
   * @param action What the user wants of it, for the diagnostic: "create the access key".
   * @returns the answer's body.
   */
  call<T>(action: string, send: (api: Endpoints) => Promise<Answer<T>>): Promise<T>;
  /** As `call`, but `null` where the API says that there is no such object (anymore). */
  callUnlessGone<T>(action: string, send: (api: Endpoints) => Promise<Answer<T>>): Promise<T | null>;
  /** Reads an object, and shares requests with the other reads when there are many; `null` where it is gone. */
  read: ReadShared;
  /** Changes an object that others may change at the same time, and loses nothing of theirs. */
  change: ChangeConditionally;
  /** As `change`, but `null` where the object is gone. */
  changeUnlessGone<T, Body>(action: string, change: ConditionalChange<T, Body>): Promise<T | null>;
}

export interface ApiClientOptions {
  baseUrl: string;
  apiKey: string;
  userAgent: string;
  fetch: (request: Request) => Promise<Response>;
  /** How to wait between attempts at a change; false when Terraform is interrupted. */
  pause: (milliseconds: number) => Promise<boolean>;
}

export function createApiClient(options: ApiClientOptions): ApiClient {
  const { baseUrl, apiKey, userAgent, fetch, pause } = options;
  const api = createOpenApiClient<paths, "application/json">({
    baseUrl,
    fetch: (request) => fetch(request).finally(() => request.method === "GET" || sharedReads.writeEnded()),
    headers: { Authorization: `Bearer ${apiKey}`, "User-Agent": userAgent, Accept: "application/json" },
  });

  async function send<T>(
    action: string,
    request: (api: Endpoints) => Promise<Answer<T>>,
  ): Promise<Tagged<T>> {
    const { data, error, response } = await request(api).catch((cause: unknown) => {
      if (!(cause instanceof NoAnswerError || cause instanceof SyntaxError)) throw cause; // a fault in here
      throw new UnreachableError(action, noAnswer(baseUrl, cause), { cause });
    });
    const requestId = response.headers.get("x-request-id") ?? undefined;
    if (response.ok && (response.status === 204 || isObject(data))) {
      return { body: data as T, tag: entityTagOf(response) };
    }
    if (isErrorBody(error, response.status)) throw new RefusedError(action, scrub(error, apiKey), requestId);
    throw new UnreachableError(action, strangeAnswer(baseUrl, response));
  }

  /** Once true, it stays: an object that this address doesn't have is then really gone. */
  let servesTheApi = false;

  async function unlessGone<T>(action: string, run: () => Promise<T>): Promise<T | null> {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof RefusedError) || error.status !== 404) throw error;
      // A 404 also comes from a wrong path in base_url. Taking that for "gone" would empty the user's state.
      if (!servesTheApi) await send(action, (each) => each.GET("/access-keys", oneItem));
      servesTheApi = true;
      return null;
    }
  }

  const call: ApiClient["call"] = async (action, request) => (await send(action, request)).body;
  const callUnlessGone: ApiClient["callUnlessGone"] = (action, request) =>
    unlessGone(action, () => call(action, request));
  const isRefusal = (error: unknown) => error instanceof DiagnosticError;
  const sharedReads = createSharedReads({ call, callUnlessGone, isRefusal, now: () => performance.now() });
  const change = createConditionalChanges({ send, pause, random: Math.random });
  return {
    call,
    callUnlessGone,
    read: sharedReads.read,
    change,
    changeUnlessGone: (action, what) => unlessGone(action, () => change(action, what)),
  };
}

const oneItem = { params: { query: { limit: 1 } } };

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function isErrorBody(error: unknown, status: number): error is ErrorBody {
  return isObject(error) && "msg" in error && "statusCode" in error && error.statusCode === status;
}

/** A server has no business quoting the API key; this holds even so. */
function scrub(body: ErrorBody, secret: string): ErrorBody {
  return JSON.parse(JSON.stringify(body).replaceAll(JSON.stringify(secret).slice(1, -1), "***"));
}

const AMBIGUOUS = `\n\n${MAY_HAVE_HAPPENED} An object that was created unseen is not in the state: look for it in the API's list and delete it.`;

function noAnswer(baseUrl: string, cause: NoAnswerError | SyntaxError): string {
  const lost =
    cause instanceof NoAnswerError
      ? `No answer from ${baseUrl} (${cause.code}).`
      : `${baseUrl} answered with something that is not JSON.`;
  const ambiguous = cause instanceof NoAnswerError && !cause.mayHaveHappened ? "" : AMBIGUOUS;
  return `${lost} Check base_url of the provider block, or the AIGATEWAY_BASE_URL environment variable, and that the API is up.${ambiguous}`;
}

function strangeAnswer(baseUrl: string, { status, headers }: Response): string {
  const location = headers.get("location");
  const redirect = location ? `, redirecting to ${location}` : "";
  return `${baseUrl} answered ${status}${redirect}, which is not an answer of the management API. Check base_url of the provider block, or the AIGATEWAY_BASE_URL environment variable.${status >= 500 ? AMBIGUOUS : ""}`;
}
