/**
 * What this provider tells a client that it can do. A destroy needs no planning, so `plan_destroy` is off, which is the
 * simplest contract. With `get_provider_schema_optional` a client may use its cached schema for the second process it
 * starts: calls here don't depend on an earlier GetProviderSchema.
 */
export const SERVER_CAPABILITIES = {
  plan_destroy: false,
  get_provider_schema_optional: true,
  move_resource_state: false,
};
