import { PipelineError } from "./outcome.ts";

/** An access key as the management API lists it. */
export interface RemoteKey {
  id: string;
  name: string;
  lineage?: string;
  metadata?: string;
  createdAt: string;
  expiresAt?: string;
}

/** The calls of the management API for what Terraform can't know: keys that are in no state. */
export interface AccessKeys {
  list(): Promise<RemoteKey[]>;
  /** Undefined when it is gone. */
  find(id: string): Promise<RemoteKey | undefined>;
  /** The gateway refuses it from then on. That it is gone already is a success. */
  remove(id: string): Promise<void>;
  /** @param duration In Go's syntax, from now by the server's clock. */
  expireIn(id: string, duration: string): Promise<void>;
}

interface Page {
  aiGatewayAccessKeys: RemoteKey[];
  nextPageUri?: string | null;
}

const TIMEOUT_MS = 30_000;

/** With the address and the credential that the Terraform provider uses, too. */
export function connectAccessKeys({ AIGATEWAY_BASE_URL, AIGATEWAY_API_KEY }: NodeJS.ProcessEnv): AccessKeys {
  if (!AIGATEWAY_BASE_URL || !AIGATEWAY_API_KEY) {
    throw new PipelineError(
      "Set AIGATEWAY_BASE_URL and AIGATEWAY_API_KEY: where the management API is, and its credential.",
    );
  }
  async function call<T>(method: string, path: string, body?: unknown): Promise<T | undefined> {
    const answer = await fetch(`${AIGATEWAY_BASE_URL?.replace(/\/+$/, "")}${path}`, {
      method,
      headers: { authorization: `Bearer ${AIGATEWAY_API_KEY}`, "content-type": "application/json" },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }).catch((error) => {
      throw new PipelineError(`${method} ${path}: ${AIGATEWAY_BASE_URL} gave no answer (${error.message}).`);
    });
    if (answer.status === 404) return undefined;
    if (!answer.ok) throw new PipelineError(`${method} ${path} was answered with ${answer.status}.`);
    return (answer.status === 204 ? undefined : await answer.json()) as T;
  }

  return {
    async list() {
      const keys: RemoteKey[] = [];
      for (let path: string | undefined = "/access-keys"; path; ) {
        const page: Page | undefined = await call<Page>("GET", path);
        if (!page?.aiGatewayAccessKeys) {
          throw new PipelineError(
            `AIGATEWAY_BASE_URL is ${AIGATEWAY_BASE_URL}, where no access keys can be listed.`,
          );
        }
        keys.push(...page.aiGatewayAccessKeys);
        // Its query alone: behind a proxy the service may know itself by another address.
        path = page.nextPageUri ? `/access-keys${new URL(page.nextPageUri).search}` : undefined;
      }
      return keys;
    },
    find: (id) => call("GET", `/access-keys/${id}`),
    remove: (id) => call("DELETE", `/access-keys/${id}`),
    async expireIn(id, duration) {
      await call("PATCH", `/access-keys/${id}`, { expiresIn: duration });
    },
  };
}
