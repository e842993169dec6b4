import { Root } from "protobufjs";

// biome-ignore lint/suspicious/noExplicitAny: tests look into values of every type
type Any = any;

/** A span as it arrived. */
export interface CollectedSpan {
  traceId: string;
  spanId: string;
  /** Empty: it is a root. */
  parentSpanId: string;
  traceState: string;
  name: string;
  kind: "SERVER" | "CLIENT" | "other";
  attributes: Record<string, Any>;
  resource: Record<string, Any>;
  status: { isError: boolean; message: string };
  durationMs: number;
}

/** Names, types and numbers of the fields that are read here, from opentelemetry-proto. */
const MESSAGES: Record<string, Record<string, [id: number, type: string, rule?: "repeated"]>> = {
  TracesData: { resourceSpans: [1, "ResourceSpans", "repeated"] },
  ResourceSpans: { resource: [1, "Resource"], scopeSpans: [2, "ScopeSpans", "repeated"] },
  Resource: { attributes: [1, "KeyValue", "repeated"] },
  ScopeSpans: { spans: [2, "Span", "repeated"] },
  Span: {
    traceId: [1, "bytes"],
    spanId: [2, "bytes"],
    traceState: [3, "string"],
    parentSpanId: [4, "bytes"],
    name: [5, "string"],
    kind: [6, "int32"],
    startTimeUnixNano: [7, "fixed64"],
    endTimeUnixNano: [8, "fixed64"],
    attributes: [9, "KeyValue", "repeated"],
    status: [15, "Status"],
  },
  Status: { message: [2, "string"], code: [3, "int32"] },
  KeyValue: { key: [1, "string"], value: [2, "AnyValue"] },
  AnyValue: {
    stringValue: [1, "string"],
    boolValue: [2, "bool"],
    intValue: [3, "int64"],
    doubleValue: [4, "double"],
    arrayValue: [5, "ArrayValue"],
  },
  ArrayValue: { values: [1, "AnyValue", "repeated"] },
  ExportTraceServiceResponse: { partialSuccess: [1, "ExportTracePartialSuccess"] },
  ExportTracePartialSuccess: { rejectedSpans: [1, "int64"], errorMessage: [2, "string"] },
};

const KINDS: Record<number, CollectedSpan["kind"]> = { 2: "SERVER", 3: "CLIENT" };
const ERROR = 2;

const protocol = Root.fromJSON({
  nested: Object.fromEntries(
    Object.entries(MESSAGES).map(([name, fields]) => [
      name,
      {
        fields: Object.fromEntries(
          Object.entries(fields).map(([field, [id, type, rule]]) => [
            field,
            { id, type, ...(rule && { rule }) },
          ]),
        ),
      },
    ]),
  ),
});
const tracesData = protocol.lookupType("TracesData");
const response = protocol.lookupType("ExportTraceServiceResponse");

/** The spans of an export, read by the protocol's definition and not by the exporter's code. */
export function decodeSpans(body: Buffer): CollectedSpan[] {
  const decoded = tracesData.decode(body);
  const data: Any = tracesData.toObject(decoded, { longs: String, bytes: Buffer, arrays: true });
  return data.resourceSpans.flatMap(({ resource, scopeSpans }: Any) =>
    scopeSpans.flatMap(({ spans }: Any) => spans.map((span: Any) => collected(span, resource))),
  );
}

/** The answer of a collector that has not taken all. */
export function encodePartialSuccess(partialSuccess: {
  rejectedSpans: number;
  errorMessage: string;
}): Uint8Array {
  return response.encode({ partialSuccess }).finish();
}

function collected(span: Any, resource: Any): CollectedSpan {
  return {
    traceId: span.traceId.toString("hex"),
    spanId: span.spanId.toString("hex"),
    parentSpanId: span.parentSpanId?.toString("hex") ?? "",
    traceState: span.traceState ?? "",
    name: span.name,
    kind: KINDS[span.kind] ?? "other",
    attributes: record(span.attributes),
    resource: record(resource?.attributes ?? []),
    status: { isError: span.status?.code === ERROR, message: span.status?.message ?? "" },
    durationMs: Number(BigInt(span.endTimeUnixNano) - BigInt(span.startTimeUnixNano)) / 1e6,
  };
}

function record(attributes: Any[]): Record<string, Any> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, anyValue(value ?? {})]));
}

function anyValue(value: Any): unknown {
  if (value.arrayValue) return value.arrayValue.values.map(anyValue);
  if (value.intValue !== undefined) return Number(value.intValue);
  return value.stringValue ?? value.boolValue ?? value.doubleValue;
}
