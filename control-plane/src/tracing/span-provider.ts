import { randomUUID } from "node:crypto";
import { defaultResource, type Resource, resourceFromAttributes } from "@opentelemetry/resources";
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  type SpanExporter,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import { ATTR_SERVICE_INSTANCE_ID } from "@opentelemetry/semantic-conventions";
import { ATTR_PROCESS_PID } from "@opentelemetry/semantic-conventions/incubating";
import type { SamplerConfig, TracingConfig } from "./tracing-config.ts";

/** Clients and upstreams choose some of the values. */
const MAX_VALUE_LENGTH = 256;

/** Where this process's spans come from. They wait in a queue that is bounded; when it is full, new ones are dropped. */
export function createSpanProvider(config: TracingConfig, exporter: SpanExporter): TracerProvider {
  return new TracerProvider({
    resource: createResource(config.resource),
    sampler: createSampler(config.sampler),
    spanLimits: { attributeValueLengthLimit: MAX_VALUE_LENGTH },
    spanProcessors: [new BatchSpanProcessor({ exporter, ...config.batch })],
  });
}

/** Workers are one service and several instances. The operator's own attributes go first. */
function createResource(attributes: Readonly<Record<string, string>>): Resource {
  return defaultResource().merge(
    resourceFromAttributes({
      [ATTR_SERVICE_INSTANCE_ID]: randomUUID(),
      [ATTR_PROCESS_PID]: process.pid,
      ...attributes,
    }),
  );
}

function createSampler({ ratio, isParentBased }: SamplerConfig): Sampler {
  const root = new TraceIdRatioBasedSampler(ratio);
  return isParentBased ? new ParentBasedSampler({ root }) : root;
}
