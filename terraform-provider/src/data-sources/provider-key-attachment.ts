import type { ApiClient } from "../api/client.ts";
import type { DataSource } from "../framework/data-source.ts";
import { DiagnosticError } from "../framework/diagnostics.ts";
import type { Attribute, AttributeOptions } from "../framework/schema/attribute.ts";
import * as schema from "../framework/schema/index.ts";
import { readAttachment } from "../resources/provider-key-attachment.ts";
import { attachmentSchema } from "../resources/provider-key-attachment-schema.ts";

const { access_key_configuration_id, provider_id, provider_key_id, ...told } = attachmentSchema.attributes;

const withDescription = <T, O extends AttributeOptions>(
  attribute: Attribute<T, O>,
  description: string,
): Attribute<T, O> => ({ ...attribute, options: { ...attribute.options, description } });

const dataSchema = schema.defineSchema({
  version: 0,
  description:
    "Where a provider key stands in an access key configuration that it is attached to. That it is not attached is an error. All keys of a rule, in their order, are in the `router` of the data source `aigateway_access_key_configuration`.",
  attributes: {
    access_key_configuration_id: withDescription(access_key_configuration_id, "The configuration."),
    provider_id: withDescription(
      provider_id,
      "The provider whose rule the key is in: a built-in one, or the `provider_id` of a custom one.",
    ),
    provider_key_id: withDescription(provider_key_id, "The provider key."),
    ...schema.readOnly(told, {
      id: "`access_key_configuration_id/provider_id/provider_key_id`.",
      priority:
        "Keys are tried from the lowest on. Null where the key has none, or does not stand where it belongs by it.",
    }),
  },
});

export const providerKeyAttachmentData: DataSource<typeof dataSchema, ApiClient> = {
  typeName: "aigateway_provider_key_attachment",
  schema: dataSchema,

  async read({ config }, client) {
    // Required: Terraform sends no configuration without them.
    const place = {
      access_key_configuration_id: config.access_key_configuration_id ?? "",
      provider_id: config.provider_id ?? "",
      provider_key_id: config.provider_key_id ?? "",
    };
    const attachment = await readAttachment(place, client);
    if (attachment) return attachment;
    const detail = `The provider key ${place.provider_key_id} is not in a rule for the provider ${JSON.stringify(place.provider_id)} of the access key configuration ${place.access_key_configuration_id}, or the account of the API key has no such configuration. Attach it with the resource aigateway_provider_key_attachment, or look at the configuration's router with the data source aigateway_access_key_configuration.`;
    throw new DiagnosticError([{ severity: "error", summary: "Not attached", detail }]);
  },
};
