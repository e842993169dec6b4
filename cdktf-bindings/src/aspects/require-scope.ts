import { Annotations, type IAspect } from "cdktf";
import type { IConstruct } from "constructs";
import { AccessKey } from "../generated/access-key/index.ts";
import { AccessKeyConfiguration } from "../generated/access-key-configuration/index.ts";

/**
 * Fails the synthesis for each access key without a configuration, and for each configuration that allows every provider
 * and every model, by their paths: in production a key reaches what it is for. What another program's configuration
 * allows can't be seen from here.
 *
 * @example
 * enforce(production, new RequireScope())
 */
export class RequireScope implements IAspect {
  public visit(node: IConstruct): void {
    if (node instanceof AccessKey && node.accessKeyConfigurationIdInput === undefined) {
      Annotations.of(node).addError(
        "This access key may reach everything; give it a configuration that allows what it is for.",
      );
    }
    if (node instanceof AccessKeyConfiguration && allowsAll(node)) {
      Annotations.of(node).addError(
        "This configuration allows every provider and every model; call allowProviders() or allowModels() on it.",
      );
    }
  }
}

function allowsAll({ accessInput }: AccessKeyConfiguration): boolean {
  if (accessInput === undefined) return true;
  // What a program computes can't be seen; `access: {}` bounds nothing.
  return !("resolve" in accessInput) && !accessInput.providers && !accessInput.models;
}
