import * as schema from "../framework/schema/index.ts";
import { identifier } from "../framework/validators/identifier.ts";
import { wholeNumber } from "../framework/validators/number.ts";
import { lengthBetween, oneOf } from "../framework/validators/text.ts";
import { timestamp } from "../framework/validators/timestamp.ts";

const text = (description: string) => schema.string({ computed: true, description });
const count = (description: string) => schema.number({ computed: true, description });
const truth = (description: string) => schema.bool({ computed: true, description });
const textOrNull = (description: string) => schema.string({ computed: true, nullable: true, description });

const sums = {
  cost: text("US dollars with five places, as a text. Of all attempts."),
  requests: count("Requests, however many attempts each took."),
  errors: count("Requests that failed in the end."),
};

const bucket = {
  bucket_start: text("The day's first moment in UTC, in RFC 3339."),
  group_key: text("What `group_by` says: the provider, the access key's id or the lineage."),
  ...sums,
};

export const event = {
  id: text("The event's id."),
  event_time: text("When it was, in RFC 3339."),
  request_id: text("The `x-request-id` of the gateway's response."),
  access_key_id: text("The access key that asked, which may be deleted by now."),
  lineage: textOrNull("The lineage that the key had at that moment."),
  provider: text("The provider."),
  model: text("The model, as the provider calls it."),
  attempt_number: count("Counts the attempts of one request from 1."),
  is_final_attempt: truth("Whether no other attempt followed."),
  status_code: count("What the provider answered; 0 when it did not."),
  timed_out: truth("Whether it took too long."),
  is_error: truth("Whether it failed."),
  is_streaming: truth("Whether the answer was a stream."),
  stop_reason: text("Why the model stopped, in the provider's words."),
  input_tokens: count("Tokens that went in."),
  output_tokens: count("Tokens that came out."),
  cache_read_tokens: count("Tokens of the input that the provider had in its cache."),
  reasoning_tokens: count("Tokens of the output that were reasoning."),
  total_cost: text("What was taken off the balance: US dollars with five places."),
  key_source: text("Whose credential was used: `ngrok` is the operator's, `user` a stored provider key."),
  provider_key_id: textOrNull("The provider key that was used."),
};

export const usageSchema = schema.defineSchema({
  version: 0,
  description:
    "What was used in a stretch of time: sums by day and group, and on request the single events. It moves with every request: an output of it shows a change in nearly every plan, a `check` or a precondition does not. With an `end_time` in the past it stands still.",
  attributes: {
    start_time: schema.string({
      required: true,
      description:
        "From this time on, in RFC 3339. `timestamp()` is known only in the apply, so that the data source is then read there; `plantimestamp()` is known in the plan.",
      validators: [timestamp()],
    }),
    end_time: schema.string({
      optional: true,
      description: "Before this time, in RFC 3339. By default: now.",
      validators: [timestamp()],
    }),
    group_by: schema.string({
      optional: true,
      description:
        "What days are divided by: `provider`, `accessKey` or `lineage`. By default `provider`, or what is asked for with `access_key_id` or `lineage`.",
      validators: [oneOf("provider", "accessKey", "lineage")],
    }),
    access_key_id: schema.string({
      optional: true,
      description: "Only usage of this access key, which may be deleted by now.",
      validators: [identifier("aigk_", "an access key", "Refer to it as aigateway_access_key.<name>.id.")],
    }),
    lineage: schema.string({
      optional: true,
      description: "Only usage of this lineage: of all keys that have borne it.",
      validators: [lengthBetween(1, 255)],
    }),
    max_events: schema.number({
      optional: true,
      description:
        "How many `events` to list at most, the newest; from 1 to 1000. All of them are kept in the state. By default there are none.",
      validators: [wholeNumber(1, 1000)],
    }),
    include_retries: schema.bool({
      optional: true,
      description:
        "Whether `events` has the attempts that were followed by another one as well. By default it does not.",
    }),
    totals: schema.singleNested({ computed: true, description: "The sums over all `buckets`." }, sums),
    buckets: schema.listNested(
      { computed: true, description: "The sums of each day and group with usage, the earliest day first." },
      bucket,
    ),
    events: schema.listNested(
      {
        computed: true,
        nullable: true,
        description: "The events, the newest first. Null without `max_events`.",
      },
      event,
    ),
  },
});

export type UsageSchema = typeof usageSchema;
