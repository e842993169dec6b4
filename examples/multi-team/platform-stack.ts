import {
  AccessKeyConfiguration,
  AiGateway,
  ApiKey,
  CustomProvider,
  FileSink,
  type IAccessKeyConfiguration,
} from "@aigateway/cdktf";
import { dependable, TerraformStack, TerraformVariable } from "cdktf";
import type { Construct } from "constructs";
import { apiKeyFile } from "./secrets.ts";

/** The platform team's: the providers of models, what each team may reach, and each team's API key. */
export class PlatformStack extends TerraformStack {
  public readonly models: CustomProvider;
  public readonly shop: IAccessKeyConfiguration;
  public readonly search: IAccessKeyConfiguration;

  public constructor(scope: Construct, id: string) {
    super(scope, id);
    new AiGateway(this, "AiGateway"); // AIGATEWAY_API_KEY is the platform team's own

    const upstreamUrl = new TerraformVariable(this, "upstream_url", { type: "string" });
    this.models = new CustomProvider(this, "Models", {
      providerId: "models",
      baseUrl: upstreamUrl.stringValue,
      models: ["gpt-4o-mini", "text-embedding-3-small"],
    });

    this.shop = this.#team("shop", "gpt-4o-mini");
    this.search = this.#team("search", "text-embedding-3-small");
    this.#team("support", "gpt-4o-mini"); // finds its configuration by name: own-repository/main.ts
  }

  /** No routes: the team attaches its own provider keys. */
  #team(team: string, ...models: string[]): IAccessKeyConfiguration {
    const apiKey = new ApiKey(this, `${team}-api-key`, { name: `team-${team}` });
    const delivered = apiKey.grantTo(new FileSink(this, `${team}-api-key-file`, { path: apiKeyFile(team) }));

    const configuration = new AccessKeyConfiguration(this, `${team}-configuration`, { name: `team-${team}` });
    // So it is destroyed first; as long as the team has keys that is refused, and the team keeps its API key.
    configuration.resource.dependsOn = [dependable(delivered)];
    return configuration.allowProviders(this.models).allowModels(...models.map((model) => `models:${model}`));
  }
}
