import type {
  Response,
  ResponseFunctionToolCall,
  ResponseOutputMessage,
} from "openai/resources/responses/responses";
import type { StreamEvent } from "../surface.ts";

/** The events of a streamed response: it begins, its one item grows token by token, it ends with the whole of it. */
export function responseEvents(
  response: Response,
  item: ResponseOutputMessage | ResponseFunctionToolCall,
  tokens: readonly string[],
): StreamEvent[] {
  const begun = { ...response, status: "in_progress", output: [], usage: null };
  const place = { item_id: item.id, output_index: 0 };
  const bodies = [
    { type: "response.created", response: begun },
    { type: "response.in_progress", response: begun },
    { type: "response.output_item.added", output_index: 0, item: opened(item) },
    ...(item.type === "message" ? textEvents(item, place, tokens) : argumentEvents(item, place, tokens)),
    { type: "response.output_item.done", output_index: 0, item },
    { type: `response.${response.status}`, response },
  ];
  return bodies.map((body, sequence_number) => ({
    event: body.type,
    data: { ...body, sequence_number },
  }));
}

function opened(item: ResponseOutputMessage | ResponseFunctionToolCall) {
  return item.type === "message"
    ? { ...item, status: "in_progress", content: [] }
    : { ...item, status: "in_progress", arguments: "" };
}

function textEvents({ content }: ResponseOutputMessage, place: object, tokens: readonly string[]) {
  const [part] = content;
  const at = { ...place, content_index: 0 };
  const text = tokens.join("");
  return [
    { type: "response.content_part.added", ...at, part: { ...part, text: "" } },
    ...tokens.map((delta) => ({ type: "response.output_text.delta", ...at, delta, logprobs: [] })),
    { type: "response.output_text.done", ...at, text, logprobs: [] },
    { type: "response.content_part.done", ...at, part },
  ];
}

function argumentEvents(item: ResponseFunctionToolCall, place: object, tokens: readonly string[]) {
  return [
    ...tokens.map((delta) => ({ type: "response.function_call_arguments.delta", ...place, delta })),
    { type: "response.function_call_arguments.done", ...place, name: item.name, arguments: item.arguments },
  ];
}
