import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { AccessKey, type AccessKeyProps, type IAccessKey } from "./access-key.ts";
import { requireCount, requireText } from "./checks.ts";
import { GenerationMemory } from "./generation-memory.ts";
import type { GrantOptions, ISecretSink } from "./sinks/secret-sink.ts";

export interface AccessKeyGenerationsProps extends Omit<AccessKeyProps, "rotation" | "createBeforeDestroy"> {
  /** The current generation, 1 or more. Raise it by one to rotate; never lower it. */
  readonly generation: number;

  /**
   * How many generations before the current one stay valid: for so many rotations may a client hold on to its key.
   * Change it in a deployment of its own.
   * @default 1
   */
  readonly keep?: number;
}

/**
 * An access key that is rotated by raising a number, on any server: with `generation: 7` and `keep: 1` the keys 6 and 7
 * exist, and 7 is current. With 8, key 8 is made and key 6 is destroyed; those who still hold 7 are served until 9.
 *
 * A plan that would destroy the current key, by going backwards or by skipping more than `keep`, fails.
 */
export class AccessKeyGenerations extends Construct implements IAccessKey {
  public readonly generation: number;
  /** The key of the current generation. */
  public readonly current: AccessKey;
  /** The keys that are valid, by generation. */
  public readonly keys: ReadonlyMap<number, AccessKey>;
  /** The name that all generations share. */
  public readonly lineage: string;

  readonly #memory: GenerationMemory;

  public constructor(scope: Construct, id: string, props: AccessKeyGenerationsProps) {
    super(scope, id);
    const construct = `AccessKeyGenerations "${this.node.path}"`;
    const { generation, keep = 1, name, lineage, ...common } = props;
    requireCount(construct, "generation", generation, "generations count from 1");
    requireCount(construct, "keep", keep, "without an older key a rotation would break every client");
    requireText(construct, "name", name);
    this.generation = generation;
    this.lineage = lineage ?? this.node.path;

    const keyOf = (each: number) =>
      new AccessKey(this, `Generation${each}`, {
        ...common,
        lineage: this.lineage,
        ...(name !== undefined && { name: `${name} generation ${each}` }),
      });
    const older = new Map<number, AccessKey>();
    for (let each = Math.max(1, generation - keep); each < generation; each += 1)
      older.set(each, keyOf(each));
    this.current = keyOf(generation);
    this.keys = new Map([...older, [generation, this.current]]);
    this.#memory = new GenerationMemory(this, "Memory", { generation, keep, newest: this.current.resource });
  }

  public get accessKeyId(): string {
    return this.current.accessKeyId;
  }

  /** The current credential. It is a secret: an output of it must be `sensitive`, or the synthesis fails. */
  public get token(): string {
    return this.current.token;
  }

  /**
   * Puts the current token, and after each step its successor, where an application finds it. A step whose token has not
   * arrived there can't be followed by another one.
   */
  public grantTo(sink: ISecretSink, options: GrantOptions = {}): ITerraformDependable {
    const delivered = this.current.grantTo(sink, options);
    this.#memory.after(delivered);
    return delivered;
  }
}
