export * from "./aws-secret.ts";
export * from "./github-actions-secret.ts";
export * from "./kubernetes-secret.ts";
export * from "./local-file.ts";
export * from "./secret-sink.ts";
export * from "./vault-secret.ts";
