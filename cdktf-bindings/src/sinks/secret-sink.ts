import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { requireNoLiteral, requireText } from "../checks.ts";

/** What a sink is told of a token besides the token itself; none of it is secret. */
export interface TokenMetadata {
  /** The id of the key whose token it is: sinks that can show it beside the token, to tell which key is in use. */
  readonly keyId: string;

  /**
   * What the token is for, for people.
   * @default - none
   */
  readonly description?: string;
}

/** What a sink is told besides the token and its key. */
export type GrantOptions = Omit<TokenMetadata, "keyId">;

/** Where a token goes, for the application to find it. Write your own for what is not here. */
export interface ISecretSink {
  /**
   * Puts a token there, and its successor after each rotation. In the key's own stack the old key is deleted only after that.
   *
   * @returns What others may depend on to run after the token has arrived.
   */
  deliver(token: string, metadata: TokenMetadata): ITerraformDependable;
}

/** A place for one token. It is checked here, once for all sinks, that what is delivered is no literal. */
export abstract class SecretSink extends Construct implements ISecretSink {
  #isTaken = false;

  public deliver(token: string, metadata: TokenMetadata): ITerraformDependable {
    requireText(this.label, "token", token);
    requireNoLiteral(this.label, "token", token);
    requireText(this.label, "keyId", metadata.keyId);
    if (this.#isTaken) {
      throw new Error(
        `${this.label} already holds a token; make another sink, for another place, for the second one.`,
      );
    }
    this.#isTaken = true;
    return this.store(token, metadata);
  }

  /** Makes the resources that hold the token. */
  protected abstract store(token: string, metadata: TokenMetadata): ITerraformDependable;

  /** How errors name this construct. */
  protected get label(): string {
    return `${this.constructor.name} "${this.node.path}"`;
  }
}
