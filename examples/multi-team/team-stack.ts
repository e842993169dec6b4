import {
  AccessKey,
  AccessKeyConfiguration,
  AiGateway,
  FileSink,
  type IAccessKeyConfiguration,
  l1,
  type ModelProviderOrId,
  ProviderKey,
  Rotation,
} from "@aigateway/cdktf";
import { Fn, TerraformStack, TerraformVariable, Token } from "cdktf";
import type { Construct } from "constructs";
import { apiKeyFile, tokenFile } from "./secrets.ts";

export interface TeamStackProps {
  readonly team: string;

  /** Whose models it calls. */
  readonly provider: ModelProviderOrId;

  /**
   * What the platform team lets it reach.
   * @default - the configuration `team-<team>`, looked up when Terraform runs: for a program without the platform's stack
   */
  readonly configuration?: IAccessKeyConfiguration;
}

/** A product team's: its own credential at the provider of models, and its application's access key. */
export class TeamStack extends TerraformStack {
  public constructor(scope: Construct, id: string, props: TeamStackProps) {
    super(scope, id);
    const { team, provider } = props;
    // Read when Terraform runs, once the platform team has put it there.
    new AiGateway(this, "AiGateway", { apiKey: Token.asString(Fn.sensitive(Fn.file(apiKeyFile(team)))) });

    const upstreamKey = new TerraformVariable(this, `${team}_upstream_key`, {
      type: "string",
      sensitive: true,
    });
    const overlap = new TerraformVariable(this, "overlap", { type: "string", default: "24h" });

    const configuration = props.configuration ?? this.#configurationNamed(`team-${team}`);
    configuration.attach(new ProviderKey(this, "ModelsKey", { provider, value: upstreamKey.stringValue }));

    const web = new AccessKey(this, "Web", {
      configuration,
      lineage: `${team}-web`,
      rotation: Rotation.every("720h", { overlap: overlap.stringValue }),
    });
    web.grantTo(new FileSink(this, "Token", { path: tokenFile(team) }));
  }
  #configurationNamed(name: string): IAccessKeyConfiguration {
    const { DataAigatewayAccessKeyConfiguration } = l1.dataAigatewayAccessKeyConfiguration;
    const found = new DataAigatewayAccessKeyConfiguration(this, "Configuration", { name });
    return AccessKeyConfiguration.fromConfigurationId(found.id);
  }
}
