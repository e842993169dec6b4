/** Attributes that no convention has. */
export const AIGATEWAY_REQUEST_ID = "aigateway.request.id";
export const AIGATEWAY_ACCOUNT_ID = "aigateway.account.id";
export const AIGATEWAY_ACCESS_KEY_ID = "aigateway.access_key.id";
export const AIGATEWAY_ACCESS_KEY_LINEAGE = "aigateway.access_key.lineage";
/** The contract's code of the fault that the client was told of. */
export const AIGATEWAY_ERROR_CODE = "aigateway.error.code";
export const AIGATEWAY_ATTEMPT_COUNT = "aigateway.attempt.count";
/** 1-based. */
export const AIGATEWAY_ATTEMPT_NUMBER = "aigateway.attempt.number";
/** Whose credential went upstream: `user`, `ngrok` (the operator's) or `none`. */
export const AIGATEWAY_CREDENTIAL_SOURCE = "aigateway.credential.source";
export const AIGATEWAY_PROVIDER_KEY_ID = "aigateway.provider_key.id";
/** As the account calls it, where the conventions have a name of their own. */
export const AIGATEWAY_PROVIDER_ID = "aigateway.provider.id";
/** The counts of tokens are estimates: the provider sent none. */
export const AIGATEWAY_USAGE_ESTIMATED = "aigateway.usage.estimated";
/** What was taken off the balance. */
export const AIGATEWAY_COST_USD = "aigateway.cost.usd";
