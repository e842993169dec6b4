export * from "./access-key.ts";
export * from "./access-key-configuration.ts";
export * from "./ai-gateway.ts";
export * from "./api-key.ts";
export * from "./custom-provider.ts";
/** The Terraform resources as they are (L1), generated from the provider's schema. */
export * as l1 from "./generated/index.ts";
export * from "./model-provider.ts";
export * from "./provider-key.ts";
export type { Route } from "./route.ts";
export * from "./sinks/index.ts";
