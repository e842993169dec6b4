/** What a resource of another provider takes: its arguments, and the blocks that may stand in it. */
export interface SinkSchema {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly blocks?: Readonly<Record<string, readonly string[]>>;
}

/**
 * The arguments of the resources that sinks make, as the schemas have them of hashicorp/kubernetes 2.38, hashicorp/vault
 * 5.6 and integrations/github 6.9, and the documentation of hashicorp/aws 6.
 */
export const SINK_SCHEMAS: Readonly<Record<string, SinkSchema>> = {
  kubernetes_secret_v1: {
    required: ["metadata"],
    optional: [
      "data",
      "data_wo",
      "data_wo_revision",
      "binary_data",
      "binary_data_wo",
      "binary_data_wo_revision",
      "type",
      "immutable",
      "wait_for_service_account_token",
    ],
    blocks: { metadata: ["annotations", "generate_name", "labels", "name", "namespace"] },
  },
  aws_secretsmanager_secret: {
    required: [],
    optional: [
      "region",
      "description",
      "kms_key_id",
      "name",
      "name_prefix",
      "policy",
      "recovery_window_in_days",
      "force_overwrite_replica_secret",
      "tags",
    ],
  },
  aws_secretsmanager_secret_version: {
    required: ["secret_id"],
    optional: [
      "region",
      "secret_string",
      "secret_string_wo",
      "secret_string_wo_version",
      "secret_binary",
      "version_stages",
    ],
  },
  vault_kv_secret_v2: {
    required: ["mount", "name"],
    optional: [
      "namespace",
      "cas",
      "options",
      "disable_read",
      "delete_all_versions",
      "data_json",
      "data_json_wo",
      "data_json_wo_version",
    ],
    blocks: { custom_metadata: ["cas_required", "data", "delete_version_after", "max_versions"] },
  },
  github_actions_secret: {
    required: ["repository", "secret_name"],
    optional: ["encrypted_value", "plaintext_value", "destroy_on_drift"],
  },
  github_actions_environment_secret: {
    required: ["repository", "environment", "secret_name"],
    optional: ["encrypted_value", "plaintext_value"],
  },
};
