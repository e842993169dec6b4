// An application's access to models, as code: which provider, whose credential, what the key may reach.
import {
  AccessKey,
  AccessKeyConfiguration,
  AiGateway,
  CustomProvider,
  ProviderKey,
  Rotation,
} from "@aigateway/cdktf";
import { App, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import type { Construct } from "constructs";

class Quickstart extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AiGateway(this, "AiGateway"); // AIGATEWAY_BASE_URL and AIGATEWAY_API_KEY say where and who

    const upstreamUrl = new TerraformVariable(this, "upstream_url", { type: "string" });
    const upstreamKey = new TerraformVariable(this, "upstream_key", { type: "string", sensitive: true });
    const release = new TerraformVariable(this, "release", { type: "string", default: "1" });

    const provider = new CustomProvider(this, "Models", {
      providerId: "models",
      baseUrl: upstreamUrl.stringValue,
      models: ["gpt-4o-mini"],
      supportedApiSurfaces: [{ format: "openai", surface: "chat-completions" }],
    });
    const providerKey = new ProviderKey(this, "ModelsKey", { provider, value: upstreamKey.stringValue });

    const configuration = new AccessKeyConfiguration(this, "Production");
    configuration.allowProviders(provider).route(provider).withKeys(providerKey);

    const accessKey = new AccessKey(this, "Web", {
      configuration,
      lineage: "web",
      rotation: Rotation.onChange({ release: release.stringValue }), // a new release gets a new key
    });
    new TerraformOutput(this, "token", { value: accessKey.token, sensitive: true }).overrideLogicalId(
      "token",
    );
  }
}

const app = new App();
new Quickstart(app, "quickstart");
app.synth();
