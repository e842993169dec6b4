export * from "./access-key.ts";
export * from "./access-key-configuration.ts";
export * from "./access-key-generations.ts";
export * from "./ai-gateway.ts";
export * from "./api-key.ts";
export * from "./aspects/deny-plain-text-secrets.ts";
export { enforce } from "./aspects/enforce.ts";
export * from "./aspects/require-rotation.ts";
export * from "./aspects/require-scope.ts";
export * from "./custom-provider.ts";
export * from "./gateway-config.ts";
/** The Terraform resources as they are (L1), generated from the provider's schema. */
export * as l1 from "./generated/index.ts";
export type { IAccessKeyConfiguration } from "./imported-configuration.ts";
export {
  BuiltInProvider,
  type BuiltInProviderId,
  type IModelProvider,
  type ModelName,
  type ModelProviderOrId,
} from "./model-provider.ts";
export * from "./provider-key.ts";
export {
  type AttachmentOptions,
  ProviderKeyAttachment,
  type ProviderKeyAttachmentProps,
} from "./provider-key-attachment.ts";
export { Rotation, type RotationOptions, type RotationSettings } from "./rotation.ts";
export type { Route } from "./route.ts";
export * from "./sinks/index.ts";
