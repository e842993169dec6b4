import { Token } from "cdktf";
import { parseDuration, requireDuration } from "./duration.ts";

export interface RotationOptions {
  /**
   * For how long a replaced key stays valid beside its successor, in Go's syntax (`24h`): so long have clients to take
   * up the new one. Needs a server that knows expiry; on others the old key ends at once, and the apply warns.
   * @default - "0s": the old key ends with the apply that replaces it
   */
  readonly overlap?: string;
}

/** What a rotation comes to, as the Terraform resource takes it. */
export interface RotationSettings {
  /** The age at which a key is replaced. */
  readonly rotateAfter?: string;
  /** Values of which a change replaces the key. */
  readonly keepers?: Readonly<Record<string, string>>;
  /** For how long a replaced key stays valid. */
  readonly overlap?: string;
}

/**
 * When an access key is replaced by a new one. A rotation is a value: it can be shared by many keys, and its methods
 * return another one.
 */
export class Rotation {
  /**
   * By age: the first deployment after the key has reached it replaces the key. Something must deploy at least that
   * often, such as a scheduled pipeline.
   *
   * @param period An age in Go's syntax, a minute or more (`720h` are thirty days).
   */
  public static every(period: string, options: RotationOptions = {}): Rotation {
    requireDuration("Rotation.every", "the period", period, {
      value: "1m",
      remedy: "Every deployment would replace the key; write a longer one, or use Rotation.manual().",
    });
    return new Rotation({ rotateAfter: period, ...options });
  }

  /** With a value: a change of any of them, say of a release, replaces the key. */
  public static onChange(values: Record<string, string>, options: RotationOptions = {}): Rotation {
    return new Rotation({ keepers: requireValues("Rotation.onChange", values), ...options });
  }

  /** Only by hand, with `terraform apply -replace=<address>`. */
  public static manual(options: RotationOptions = {}): Rotation {
    return new Rotation(options);
  }

  public readonly settings: RotationSettings;

  private constructor(settings: RotationSettings) {
    requireDuration("Rotation", "overlap", settings.overlap);
    requireShorterOverlap(settings);
    this.settings = settings;
  }

  /** The same, and a change of any of these values replaces the key before its time as well. */
  public andOnChange(values: Record<string, string>): Rotation {
    const added = requireValues("Rotation.andOnChange", values);
    return new Rotation({ ...this.settings, keepers: { ...this.settings.keepers, ...added } });
  }
}

function requireValues(method: string, values: Record<string, string>): Record<string, string> {
  const [wrong] = Object.entries(values).filter(([, value]) => typeof value !== "string");
  if (wrong) {
    const [name, value] = wrong;
    throw new Error(
      `${method}: ${name} is ${value}, which is no text; give it one, like { ${name}: "42" }, or leave it out.`,
    );
  }
  if (Object.keys(values).length > 0) return { ...values };
  throw new Error(
    `${method}: {} holds no value that could change; give it one, like { release: "42" }, or use Rotation.manual().`,
  );
}

/** Otherwise more and more keys of one client would be valid at once. */
function requireShorterOverlap({ rotateAfter, overlap }: RotationSettings): void {
  if (rotateAfter === undefined || overlap === undefined || Token.isUnresolved(rotateAfter + overlap)) return;
  if ((parseDuration(overlap) ?? 0) <= (parseDuration(rotateAfter) ?? 0)) return;
  throw new Error(
    `Rotation.every: overlap "${overlap}" is longer than the period "${rotateAfter}", so that more than two keys would be valid at once; shorten the overlap, or rotate less often.`,
  );
}
