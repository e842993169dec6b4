import { Annotations, type IAspect, Token } from "cdktf";
import type { IConstruct } from "constructs";
import { requireDuration } from "../durations.ts";
import { AccessKey } from "../generated/access-key/index.ts";

export interface RequireRotationProps {
  /** The greatest age that a key may reach, in Go's syntax: `2160h`. */
  readonly within: string;
}

/**
 * Fails the synthesis for each access key that does not rotate by itself in time, by its path. An age that Terraform will
 * know only later passes.
 *
 * @example
 * Aspects.of(app).add(new RequireRotation({ within: "2160h" }))
 */
export class RequireRotation implements IAspect {
  readonly #within: string;
  readonly #withinMs: number;

  public constructor({ within }: RequireRotationProps) {
    this.#within = within;
    this.#withinMs = requireDuration("RequireRotation", "within", within) ?? Number.POSITIVE_INFINITY;
  }

  public visit(node: IConstruct): void {
    if (!(node instanceof AccessKey)) return;
    const age = node.rotateAfterInput;
    if (age !== undefined && Token.isUnresolved(age)) return;
    const remedy = `rotate it within ${this.#within}: rotation: Rotation.every("${this.#within}")`;
    if (age === undefined)
      Annotations.of(node).addError(`This access key never rotates by itself; ${remedy}.`);
    else if ((requireDuration("rotateAfter", "the age", age) ?? 0) > this.#withinMs)
      Annotations.of(node).addError(`This access key rotates every ${age}; ${remedy}.`);
  }
}
