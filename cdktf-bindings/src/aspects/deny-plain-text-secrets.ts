import { Annotations, type IAspect, Token } from "cdktf";
import type { IConstruct } from "constructs";
import { AigatewayProvider } from "../generated/provider/index.ts";
import { ProviderKey } from "../generated/provider-key/index.ts";

/**
 * Fails the synthesis for each secret that is written out in the program, by the path of what holds it: also where
 * `unsafePlainText` lets it pass, or the resource was made without a construct. The secret is not quoted.
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
  }

  #deny(node: IConstruct, property: string, value: string | undefined): void {
    if (value === undefined || Token.isUnresolved(value)) return;
    Annotations.of(node).addError(
      `${property} is a secret written out in the program; take it from a sensitive variable or a data source.`,
    );
  }
}
