import { dirname, join } from "node:path";
import ipaddr from "ipaddr.js";
import { z } from "zod";
import { BUILT_IN_PROVIDERS } from "./catalog/built-in-providers.ts";
import { isPrivateUpstreamEntry } from "./gateway/private-upstreams.ts";
import { type TracingConfig, tracingEnvironment } from "./tracing/tracing-config.ts";

/** An upstream that the operator may supply a credential and another address for. */
export interface OperatorUpstream {
  apiKey?: string;
  baseUrl?: string;
}

/** Everything that the environment decides. This file is the only reader of it. */
export interface Config {
  host: string;
  port: number;
  database: DatabaseConfig;
  /** Empty: one is made at first start and kept in the data folder. */
  encryptionKeys: Buffer[];
  /** Where usage is kept until it is in the database; undefined: nowhere, for a database that is gone with the process. */
  journalFolder: string | undefined;
  bootstrapApiKey?: string;
  /** The origin shown in the `uri` fields; without it, the one that the request was sent to. */
  publicUrl?: string;
  initialCreditsCents: number;
  privateUpstreams: string[];
  logLevel: string;
  shutdownTimeoutMs: number;
  /** Processes that share the port. */
  workers: number;
  /** Where releases of the Terraform provider are; undefined: this service gives none out. */
  providerReleases?: string;
  /** Whose `X-Forwarded-For` is believed: addresses, CIDR blocks. */
  trustedProxies: string[];
  /** Wrong API keys that one address may send in a minute; 0: any number. */
  authFailuresPerMinute: number;
  /** Absent: credits can't be bought. */
  stripe?: StripeConfig;
  /** Absent: requests are not traced. */
  tracing?: TracingConfig;
  /** By built-in provider id. */
  operatorUpstreams: Record<string, OperatorUpstream>;
}

export interface StripeConfig {
  secretKey: string;
  /** Without it webhooks are refused. */
  webhookSecret?: string;
  /** Another address than Stripe's own, for tests. */
  baseUrl?: string;
}

export type DatabaseConfig = { kind: "sqlite"; file: string } | { kind: "postgres"; url: string };

/** The environment is wrong. `message` lists every fault, one a line. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

const databaseUrl = z.string().transform((url, context): DatabaseConfig => {
  if (url.startsWith("sqlite:") && url.length > 7) return { kind: "sqlite", file: url.slice(7) };
  if (/^postgres(ql)?:\/\//.test(url)) return { kind: "postgres", url };
  context.addIssue("must be sqlite:<file> or postgres://user:password@host/database");
  return z.NEVER;
});

const encryptionKeys = z.string().transform((text, context) => {
  const keys = list(text).map((part) => Buffer.from(part, "base64"));
  if (keys.length === 0 || keys.some((key) => key.length !== 32)) {
    context.addIssue("must be 32 bytes in base64, or several of those with commas (openssl rand -base64 32)");
  }
  return keys;
});

const privateUpstreams = z.string().transform((text, context) => {
  const entries = list(text);
  for (const entry of entries.filter((each) => !isPrivateUpstreamEntry(each))) {
    context.addIssue(`"${entry}" is neither a host name, an address nor a CIDR block (10.0.0.0/8)`);
  }
  return entries;
});

const trustedProxies = z.string().transform((text, context) => {
  const entries = list(text);
  for (const entry of entries) {
    if (ipaddr.isValid(entry) || ipaddr.isValidCIDR(entry)) continue;
    context.addIssue(`"${entry}" is neither an address nor a CIDR block (10.0.0.0/8)`);
  }
  return entries;
});

const httpUrl = z.url({ protocol: /^https?$/, error: "must be an http:// or https:// URL" });
const integer = (from: number, to: number) =>
  z
    .string()
    .refine((text) => /^\d+$/.test(text) && Number(text) >= from && Number(text) <= to, {
      error: `must be a whole number from ${from} to ${to}`,
    })
    .transform(Number);

const environment = z.object({
  AIGATEWAY_HOST: z.string().default("127.0.0.1"),
  AIGATEWAY_PORT: integer(0, 65_535).prefault("8080"),
  AIGATEWAY_DATABASE_URL: databaseUrl.prefault("sqlite:./data/aigateway.db"),
  AIGATEWAY_ENCRYPTION_KEY: encryptionKeys.optional(),
  AIGATEWAY_JOURNAL_DIR: z.string().optional(),
  AIGATEWAY_BOOTSTRAP_API_KEY: z
    .string()
    .min(32, { error: "must have at least 32 characters (openssl rand -hex 32)" })
    .optional(),
  AIGATEWAY_PUBLIC_URL: httpUrl.optional(),
  AIGATEWAY_INITIAL_CREDITS_CENTS: integer(0, 100_000_000).prefault("500"),
  AIGATEWAY_PRIVATE_UPSTREAMS: privateUpstreams.prefault(""),
  AIGATEWAY_TRUSTED_PROXIES: trustedProxies.prefault(""),
  AIGATEWAY_AUTH_FAILURES_PER_MINUTE: integer(0, 1_000_000).prefault("60"),
  STRIPE_SECRET_KEY: z.string().optional(),
  STRIPE_WEBHOOK_SECRET: z.string().optional(),
  STRIPE_BASE_URL: httpUrl.optional(),
  AIGATEWAY_LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], {
      error: "must be fatal, error, warn, info, debug, trace or silent",
    })
    .default("info"),
  AIGATEWAY_SHUTDOWN_TIMEOUT_MS: integer(0, 3_600_000).prefault("25000"),
  AIGATEWAY_WORKERS: integer(1, 64).prefault("1"),
  AIGATEWAY_PROVIDER_RELEASES: z.string().min(1).optional(),
});

const operatorEnvironment = z.object(
  Object.fromEntries(
    BUILT_IN_PROVIDERS.flatMap(({ environmentPrefix }) => [
      [`${environmentPrefix}_API_KEY`, z.string().optional()],
      [`${environmentPrefix}_BASE_URL`, httpUrl.optional()],
    ]),
  ),
);

/** Reads the configuration; throws `ConfigError` with all faults at once. Variables that are set but empty count as unset. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const known = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const result = environment.superRefine(checkWorkers).safeParse(known);
  const operator = operatorEnvironment.safeParse(known);
  const tracing = tracingEnvironment.safeParse(known);
  if (!result.success || !operator.success || !tracing.success) {
    const issues = [result, operator, tracing].flatMap(({ error }) => error?.issues ?? []);
    throw new ConfigError(issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("\n"));
  }
  const values = result.data;
  return {
    host: values.AIGATEWAY_HOST,
    port: values.AIGATEWAY_PORT,
    database: values.AIGATEWAY_DATABASE_URL,
    encryptionKeys: values.AIGATEWAY_ENCRYPTION_KEY ?? [],
    journalFolder: values.AIGATEWAY_JOURNAL_DIR ?? journalFolderBeside(values.AIGATEWAY_DATABASE_URL),
    ...(values.AIGATEWAY_BOOTSTRAP_API_KEY && { bootstrapApiKey: values.AIGATEWAY_BOOTSTRAP_API_KEY }),
    ...(values.AIGATEWAY_PUBLIC_URL && { publicUrl: values.AIGATEWAY_PUBLIC_URL.replace(/\/+$/, "") }),
    initialCreditsCents: values.AIGATEWAY_INITIAL_CREDITS_CENTS,
    privateUpstreams: values.AIGATEWAY_PRIVATE_UPSTREAMS,
    trustedProxies: values.AIGATEWAY_TRUSTED_PROXIES,
    authFailuresPerMinute: values.AIGATEWAY_AUTH_FAILURES_PER_MINUTE,
    ...(values.STRIPE_SECRET_KEY && {
      stripe: {
        secretKey: values.STRIPE_SECRET_KEY,
        ...(values.STRIPE_WEBHOOK_SECRET && { webhookSecret: values.STRIPE_WEBHOOK_SECRET }),
        ...(values.STRIPE_BASE_URL && { baseUrl: values.STRIPE_BASE_URL }),
      },
    }),
    ...(tracing.data && { tracing: tracing.data }),
    logLevel: values.AIGATEWAY_LOG_LEVEL,
    shutdownTimeoutMs: values.AIGATEWAY_SHUTDOWN_TIMEOUT_MS,
    workers: values.AIGATEWAY_WORKERS,
    ...(values.AIGATEWAY_PROVIDER_RELEASES && { providerReleases: values.AIGATEWAY_PROVIDER_RELEASES }),
    operatorUpstreams: operatorUpstreams(operator.data as Record<string, string | undefined>),
  };
}

/** A database in memory is one process's own. */
function checkWorkers(values: z.output<typeof environment>, context: z.RefinementCtx): void {
  const { AIGATEWAY_DATABASE_URL: database, AIGATEWAY_WORKERS: workers } = values;
  if (workers === 1 || database.kind !== "sqlite" || database.file !== ":memory:") return;
  const message = "must be 1 with sqlite::memory:, which processes can't share";
  context.addIssue({ code: "custom", path: ["AIGATEWAY_WORKERS"], message });
}

function operatorUpstreams(values: Record<string, string | undefined>): Record<string, OperatorUpstream> {
  const upstreams: Record<string, OperatorUpstream> = {};
  for (const { id, environmentPrefix } of BUILT_IN_PROVIDERS) {
    const apiKey = values[`${environmentPrefix}_API_KEY`];
    const baseUrl = values[`${environmentPrefix}_BASE_URL`];
    upstreams[id] = { ...(apiKey && { apiKey }), ...(baseUrl && { baseUrl }) };
  }
  return upstreams;
}

function journalFolderBeside(database: DatabaseConfig): string | undefined {
  if (database.kind === "postgres") return join("data", "journal");
  return database.file === ":memory:" ? undefined : join(dirname(database.file), "journal");
}

function list(text: string): string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
