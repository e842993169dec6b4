import type { paths } from "../api/generated/openapi.ts";
import * as schema from "../framework/schema/index.ts";
import { lengthBetween, oneOf } from "../framework/validators/text.ts";
import { notById } from "../resources/attributes.ts";
import { SURFACES } from "../resources/provider-surfaces.ts";

export type ModelFilter = NonNullable<paths["/models"]["get"]["parameters"]["query"]>;

/** What the catalog knows of; another value is told before the API is asked. */
const MODALITIES: NonNullable<ModelFilter["inputModality"]>[] = ["text", "image", "audio", "video", "pdf"];
const quoted = (values: readonly string[]) => values.map((value) => `\`${value}\``).join(", ");

const filter = (description: string, allowed: readonly string[]) =>
  schema.string({
    optional: true,
    description: `${description} One of ${quoted(allowed)}.`,
    validators: [oneOf(...allowed)],
  });

export const modelFilters = {
  provider_id: schema.string({
    optional: true,
    description: "Only models of this provider: a built-in one, or the `provider_id` of a custom one.",
    validators: [lengthBetween(1, 255), notById],
  }),
  surface: filter("Only models of providers that serve this surface.", SURFACES),
  input_modality: filter("Only models that are known to take this in.", MODALITIES),
  output_modality: filter("Only models that are known to give this out.", MODALITIES),
};

const fact = (description: string) => ({ computed: true, nullable: true, description }) as const;

/** What is known of one. Of custom providers' models it is the id alone. */
export const model = {
  id: schema.string({
    computed: true,
    description:
      "`provider:model`: how a configuration and a request name the model at just this provider, for `access.models.allow` or `router.rules`.",
  }),
  provider_id: schema.string({ computed: true, description: "The provider." }),
  model_id: schema.string({ computed: true, description: "The provider's own name of the model." }),
  surfaces: schema.listOfStrings({
    computed: true,
    description: "What the provider serves. Not every model of it has each.",
  }),
  display_name: schema.string(fact("What people call it.")),
  context_window: schema.number(fact("Tokens of input and output together. Null: not known.")),
  max_output_tokens: schema.number(fact("Tokens that it gives out at most. Null: not known.")),
  input_modalities: schema.listOfStrings(fact("What it takes in. Null: not known.")),
  output_modalities: schema.listOfStrings(fact("What it gives out. Null: not known.")),
  knowledge_cutoff: schema.string(fact("A year, month or day. Null: not known.")),
  deprecated: schema.bool({ computed: true, description: "Whether its provider means to end it." }),
};
