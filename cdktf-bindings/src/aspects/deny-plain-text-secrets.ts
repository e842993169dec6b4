import { Annotations, type IAspect, TerraformVariable, Token } from "cdktf";
import type { IConstruct } from "constructs";
import { AigatewayProvider } from "../generated/provider/index.ts";
import { ProviderKey } from "../generated/provider-key/index.ts";

/**
 * Fails the synthesis for each secret that is written out in the program, by the path of what holds it: also where
 * `unsafePlainText` lets it pass, the resource was made without a construct, or it is the default of a sensitive variable.
 * The secret is not quoted.
 *
 * @example
 * enforce(app, new DenyPlainTextSecrets())
 */
export class DenyPlainTextSecrets implements IAspect {
  public visit(node: IConstruct): void {
    if (node instanceof ProviderKey) {
      this.#deny(node, "value", node.valueInput);
      this.#deny(node, "valueWo", node.valueWoInput);
    }
    if (node instanceof AigatewayProvider) this.#deny(node, "apiKey", node.apiKeyInput);
    if (node instanceof TerraformVariable && node.sensitive && (node.default ?? "") !== "") {
      Annotations.of(node).addError(
        "The default of this sensitive variable is a secret written out in the program; leave it out, and set the variable where Terraform runs (TF_VAR_…).",
      );
    }
  }

  #deny(node: IConstruct, property: string, value: string | undefined): void {
    if (value === undefined || Token.isUnresolved(value)) return;
    Annotations.of(node).addError(
      `${property} is a secret written out in the program; take it from a sensitive variable or a data source.`,
    );
  }
}
