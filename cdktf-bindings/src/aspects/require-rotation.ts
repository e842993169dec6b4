import { Annotations, type IAspect, Token } from "cdktf";
import type { IConstruct } from "constructs";
import { AccessKeyGenerations } from "../access-key-generations.ts";
import { parseDuration, requireDuration } from "../duration.ts";
import { AccessKey } from "../generated/access-key/index.ts";

export interface RequireRotationProps {
  /** The greatest age that a key may reach, in Go's syntax: `2160h`. */
  readonly within: string;

  /**
   * Lets keys pass that rotate when somebody raises their generation (`AccessKeyGenerations`): no deployment can tell how
   * old they get.
   * @default false
   */
  readonly allowGenerations?: boolean;
}

/**
 * Fails the synthesis for each access key that does not rotate by itself in time, by its path. An age that Terraform will
 * know only later passes.
 *
 * @example
 * enforce(app, new RequireRotation({ within: "2160h" }))
 */
export class RequireRotation implements IAspect {
  readonly #within: string;
  readonly #allowGenerations: boolean;

  public constructor({ within, allowGenerations = false }: RequireRotationProps) {
    requireDuration("RequireRotation", "within", within, {
      value: "1m",
      remedy: "No key can rotate so soon.",
    });
    this.#within = within;
    this.#allowGenerations = allowGenerations;
  }

  public visit(node: IConstruct): void {
    if (!(node instanceof AccessKey)) return;
    const age = node.rotateAfterInput;
    if (age !== undefined && Token.isUnresolved(age)) return;
    const generations = node.node.scopes.find((scope) => scope instanceof AccessKeyGenerations);
    if (generations) {
      if (!this.#allowGenerations) Annotations.of(node).addError(byHand(generations.node.path, this.#within));
      return;
    }
    const remedy = `rotate it within ${this.#within}: rotation: Rotation.every("${this.#within}")`;
    if (age === undefined)
      Annotations.of(node).addError(`This access key never rotates by itself; ${remedy}.`);
    else if ((parseDuration(age) ?? Number.POSITIVE_INFINITY) > (parseDuration(this.#within) ?? 0))
      Annotations.of(node).addError(`This access key rotates every ${age}; ${remedy}.`);
  }
}

function byHand(path: string, within: string): string {
  return (
    `This access key is a generation of "${path}", which rotates only when its number is raised; ` +
    `use AccessKey with Rotation.every("${within}"), or let generations pass with allowGenerations.`
  );
}
