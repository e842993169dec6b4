import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { requireForm } from "./names.ts";
import { SecretSink } from "./secret-sink.ts";
import { type SinkProviderProps, SinkResource } from "./sink-resource.ts";

const REQUIRES = { name: "github", source: "integrations/github", version: "~> 6.0" };

export interface GithubActionsSecretSinkProps extends SinkProviderProps {
  /** The repository's name, without its owner: the provider knows the owner. */
  readonly repository: string;

  /** What workflows call it: `secrets.AIGATEWAY_TOKEN`. */
  readonly secretName: string;

  /**
   * The repository's environment whose jobs may read it.
   * @default - every workflow of the repository
   */
  readonly environment?: string;
}

/** A secret for GitHub Actions. It has no room for metadata: which key it holds shows in Terraform only. */
export class GithubActionsSecretSink extends SecretSink {
  readonly #props: GithubActionsSecretSinkProps;

  public constructor(scope: Construct, id: string, props: GithubActionsSecretSinkProps) {
    super(scope, id);
    this.#props = props;
    requireForm(
      this.label,
      "repository",
      props.repository,
      /^[\w.-]+$/,
      "its name alone; the owner is set on the provider, or by GITHUB_OWNER",
    );
    requireForm(
      this.label,
      "secretName",
      props.secretName,
      /^(?!GITHUB_)[A-Z_]\w*$/i,
      "letters, digits and `_`, no digit first, and does not start with GITHUB_",
    );
    requireForm(this.label, "environment", props.environment, /./, "at least one character");
  }

  protected store(token: string): ITerraformDependable {
    const { repository, secretName, environment, provider } = this.#props;
    // Never created before destroyed: it would be the same secret that is overwritten and then deleted.
    return new SinkResource(this, "Secret", {
      type: environment === undefined ? "github_actions_secret" : "github_actions_environment_secret",
      requires: REQUIRES,
      provider,
      // Newer releases call it `value` and warn of this name; all of 6.x take it.
      attributes: { repository, environment, secret_name: secretName, plaintext_value: token },
    });
  }
}
