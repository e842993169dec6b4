/**
 * The attributes that each resource had in the first release's schema (version 0): what a state may lack that was
 * written then. Never add to a list; a resource that comes later begins with its own.
 */
export const FIRST_SCHEMAS: Readonly<Record<string, readonly string[]>> = {
  aigateway_access_key: [
    "id",
    "name",
    "description",
    "metadata",
    "access_key_configuration_id",
    "keepers",
    "lineage",
    "expires_at",
    "token",
    "key_redacted",
    "created_at",
    "updated_at",
  ],
  aigateway_access_key_configuration: [
    "id",
    "name",
    "description",
    "metadata",
    "access",
    "router",
    "created_at",
    "updated_at",
  ],
  aigateway_api_key: [
    "id",
    "name",
    "description",
    "metadata",
    "token",
    "key_redacted",
    "created_at",
    "updated_at",
  ],
  aigateway_gateway_config: [
    "id",
    "account_id",
    "total_timeout",
    "per_request_timeout",
    "max_input_tokens",
    "max_output_tokens",
    "metadata",
  ],
  aigateway_provider: [
    "id",
    "provider_id",
    "name",
    "base_url",
    "metadata",
    "models",
    "supported_api_surfaces",
    "created_at",
    "updated_at",
  ],
  aigateway_provider_key: [
    "id",
    "provider_id",
    "name",
    "description",
    "metadata",
    "value",
    "value_wo",
    "value_wo_version",
    "key_redacted",
    "created_at",
    "updated_at",
  ],
  aigateway_provider_key_attachment: [
    "id",
    "access_key_configuration_id",
    "provider_id",
    "provider_key_id",
    "priority",
  ],
};

interface StateFile {
  serial: number;
  resources: { type: string; instances: { schema_version: number; attributes: Record<string, unknown> }[] }[];
}

/** A state file as the first release would have written it, with an attribute that has been abolished since. */
export function asFirstWritten(json: string): string {
  const state: StateFile = JSON.parse(json);
  for (const { type, instances } of state.resources) {
    for (const instance of instances) {
      const entries = Object.entries(instance.attributes);
      instance.schema_version = 0;
      instance.attributes = Object.fromEntries(
        entries.filter(([name]) => FIRST_SCHEMAS[type]?.includes(name)),
      );
      instance.attributes.abolished = { since: "long ago" };
    }
  }
  return JSON.stringify({ ...state, serial: state.serial + 1 });
}
