import { validateHeaderName, validateHeaderValue } from "node:http";
import { z } from "zod";
import { parseKeyValueList } from "./key-value-list.ts";

/** Where spans go, and which. */
export interface TracingConfig {
  /** Takes OTLP in protobuf. */
  url: string;
  /** They may hold a credential: never to be logged. */
  headers: Record<string, string>;
  /** What the spans say of this service, `service.name` included. */
  resource: Record<string, string>;
  sampler: SamplerConfig;
  batch: { scheduledDelayMillis: number; maxQueueSize: number; maxExportBatchSize: number };
}

export interface SamplerConfig {
  /** The part of the traces that is kept, from 0 to 1. */
  ratio: number;
  /** Whether a client's own decision goes before that. */
  isParentBased: boolean;
}

const PROTOCOL = "http/protobuf";
const SAMPLERS = ["always_on", "always_off", "traceidratio"].flatMap((name) => [name, `parentbased_${name}`]);

const names = [
  ...["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"],
  ...["OTEL_EXPORTER_OTLP_HEADERS", "OTEL_EXPORTER_OTLP_TRACES_HEADERS"],
  ...["OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"],
  ...["OTEL_SDK_DISABLED", "OTEL_TRACES_EXPORTER", "OTEL_SERVICE_NAME", "OTEL_RESOURCE_ATTRIBUTES"],
  ...["OTEL_TRACES_SAMPLER", "OTEL_TRACES_SAMPLER_ARG"],
  ...["OTEL_BSP_SCHEDULE_DELAY", "OTEL_BSP_MAX_QUEUE_SIZE", "OTEL_BSP_MAX_EXPORT_BATCH_SIZE"],
] as const;
type Name = (typeof names)[number];
type Values = Partial<Record<Name, string | undefined>>;
type Refuse = (name: Name, message: string) => void;

/**
 * OpenTelemetry's own variables, as its specification defines them. Undefined when there is no endpoint or tracing is
 * turned off; then nothing is checked, for the variables may be another program's. No fault quotes a value: a header is
 * a secret.
 */
export const tracingEnvironment = z
  .object(Object.fromEntries(names.map((name) => [name, z.string().optional()])))
  .transform((values: Values, context): TracingConfig | undefined => {
    const refuse: Refuse = (name, message) => context.addIssue({ code: "custom", path: [name], message });
    if (!(values.OTEL_EXPORTER_OTLP_ENDPOINT ?? values.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT)) return undefined;
    const disabled = values.OTEL_SDK_DISABLED?.toLowerCase() ?? "false";
    if (disabled === "true" || values.OTEL_TRACES_EXPORTER === "none") return undefined;
    if (disabled !== "false") refuse("OTEL_SDK_DISABLED", "must be true or false");
    if ((values.OTEL_TRACES_EXPORTER ?? "otlp") !== "otlp")
      refuse("OTEL_TRACES_EXPORTER", "must be otlp or none");
    checkProtocol(values, refuse);
    return {
      url: endpoint(values, refuse),
      headers: {
        ...headers("OTEL_EXPORTER_OTLP_HEADERS", values, refuse),
        ...headers("OTEL_EXPORTER_OTLP_TRACES_HEADERS", values, refuse),
      },
      resource: {
        "service.name": "aigateway",
        ...list("OTEL_RESOURCE_ATTRIBUTES", values, refuse),
        ...(values.OTEL_SERVICE_NAME && { "service.name": values.OTEL_SERVICE_NAME }),
      },
      sampler: sampler(values, refuse),
      batch: batch(values, refuse),
    };
  });

/** The endpoint for traces as it is, or the one for everything with the path that traces have below it. */
function endpoint(values: Values, refuse: Refuse): string {
  const name = values.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT
    ? "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"
    : "OTEL_EXPORTER_OTLP_ENDPOINT";
  const text = values[name] ?? "";
  if (!/^https?:/i.test(text) || !URL.canParse(text)) {
    refuse(name, "must be an http:// or https:// URL");
    return "";
  }
  const url = new URL(text);
  if (name === "OTEL_EXPORTER_OTLP_ENDPOINT") url.pathname = `${url.pathname.replace(/\/+$/, "")}/v1/traces`;
  return url.href;
}

function checkProtocol(values: Values, refuse: Refuse): void {
  const name = values.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL
    ? "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"
    : "OTEL_EXPORTER_OTLP_PROTOCOL";
  if ((values[name] ?? PROTOCOL) !== PROTOCOL)
    refuse(name, `must be ${PROTOCOL}, the only protocol spoken here`);
}

function list(name: Name, values: Values, refuse: Refuse): Record<string, string> {
  const parsed = parseKeyValueList(values[name] ?? "");
  if (!parsed) refuse(name, "must be a list such as name=value,name2=value2, with values percent-encoded");
  return parsed ?? {};
}

function headers(name: Name, values: Values, refuse: Refuse): Record<string, string> {
  const parsed = list(name, values, refuse);
  try {
    for (const [header, value] of Object.entries(parsed)) {
      validateHeaderName(header);
      validateHeaderValue(header, value);
    }
  } catch {
    refuse(name, "must hold names and values that HTTP headers can have");
  }
  return parsed;
}

function sampler(values: Values, refuse: Refuse): SamplerConfig {
  const { OTEL_TRACES_SAMPLER: name = "parentbased_always_on", OTEL_TRACES_SAMPLER_ARG: argument = "1" } =
    values;
  if (!SAMPLERS.includes(name)) refuse("OTEL_TRACES_SAMPLER", `must be one of ${SAMPLERS.join(", ")}`);
  const ratio = Number(argument);
  const isRatio = name.endsWith("traceidratio");
  if (isRatio && !(ratio >= 0 && ratio <= 1))
    refuse("OTEL_TRACES_SAMPLER_ARG", "must be a number from 0 to 1");
  const constant = name.endsWith("always_off") ? 0 : 1;
  return { ratio: isRatio ? ratio : constant, isParentBased: name.startsWith("parentbased_") };
}

/** The defaults are the specification's. */
function batch(values: Values, refuse: Refuse): TracingConfig["batch"] {
  const integer = (name: Name, fallback: number, from: number) => {
    const text = values[name] ?? String(fallback);
    if (/^\d{1,9}$/.test(text) && Number(text) >= from) return Number(text);
    refuse(name, `must be a whole number from ${from} on`);
    return fallback;
  };
  const maxQueueSize = integer("OTEL_BSP_MAX_QUEUE_SIZE", 2048, 1);
  return {
    scheduledDelayMillis: integer("OTEL_BSP_SCHEDULE_DELAY", 5000, 0),
    maxQueueSize,
    maxExportBatchSize: Math.min(integer("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", 512, 1), maxQueueSize),
  };
}
