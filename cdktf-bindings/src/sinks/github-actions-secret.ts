import type { Construct } from "constructs";
import { providerResource } from "./provider-resource.ts";
import type { DeliveredSecret, ISecretSink } from "./secret-sink.ts";
import { sinkId } from "./sink-id.ts";

export interface GitHubActionsSecretProps {
  /** Its name, without the owner. */
  readonly repository: string;

  /** As workflows name it: `secrets.AIGATEWAY_TOKEN`. */
  readonly secretName: string;
}

/** Makes the token a secret of a repository's workflows. Needs the provider `integrations/github`. */
export class GitHubActionsSecret implements ISecretSink {
  readonly #props: GitHubActionsSecretProps;

  public constructor(props: GitHubActionsSecretProps) {
    this.#props = props;
  }

  public deliver(scope: Construct, { token }: DeliveredSecret): void {
    const { repository, secretName } = this.#props;
    if (!/^(?!GITHUB_)[A-Z_][A-Z0-9_]*$/i.test(secretName)) {
      throw new Error(
        `GitHubActionsSecret: GitHub takes no secret named "${secretName}"; use letters, digits and _, begin with no digit and not with GITHUB_.`,
      );
    }
    providerResource(scope, sinkId("GitHubActionsSecret", repository, secretName), {
      type: "github_actions_secret",
      attributes: { repository, secret_name: secretName, plaintext_value: token },
    });
  }
}
