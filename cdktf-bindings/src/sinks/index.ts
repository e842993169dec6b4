export * from "./aws-secrets-manager-sink.ts";
export * from "./file-sink.ts";
export * from "./github-actions-secret-sink.ts";
export * from "./kubernetes-secret-sink.ts";
export { type GrantOptions, type ISecretSink, SecretSink, type TokenMetadata } from "./secret-sink.ts";
export type { SinkProviderProps } from "./sink-resource.ts";
export * from "./vault-sink.ts";
