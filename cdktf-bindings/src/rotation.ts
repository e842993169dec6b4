import { requireDuration } from "./durations.ts";

export interface OverlapOptions {
  /**
   * For how long the old key still works after its replacement, in Go's syntax (`24h`): the time in which clients pick up
   * the new one. It needs a server that knows expiry, as this project's does.
   * @default - none: the old key is deleted at once
   */
  readonly overlap?: string;
}

/** What the Terraform resource is told of a rotation. */
export interface RotationSettings extends OverlapOptions {
  readonly keepers?: Record<string, string>;
  readonly rotateAfter?: string;
}

/**
 * When a key is replaced by a new one, and for how long the old one lives on.
 *
 * @example
 * Rotation.every("720h", { overlap: "24h" }).andOnChange({ release: "42" })
 */
export class Rotation {
  /**
   * At an age: the first deployment after it replaces the key. Deploy on a schedule that is shorter.
   *
   * @param age In Go's syntax: `720h`.
   */
  public static every(age: string, options: OverlapOptions = {}): Rotation {
    const milliseconds = requireDuration("Rotation.every", "the age", age);
    if (milliseconds === 0)
      throw new Error(
        'Rotation.every: the age "0s" would replace the key at each deployment; use onChange().',
      );
    return new Rotation({ rotateAfter: age, ...options });
  }

  /**
   * When one of these values changes: a release, a date, an incident's number.
   *
   * @param keepers Any names and values.
   */
  public static onChange(keepers: Record<string, string>, options: OverlapOptions = {}): Rotation {
    return new Rotation({ keepers: requireKeepers("Rotation.onChange", keepers), ...options });
  }

  /** Only when somebody asks Terraform for it (`-replace`). */
  public static manual(options: OverlapOptions = {}): Rotation {
    return new Rotation({ ...options });
  }

  /** For the constructs. */
  public readonly settings: RotationSettings;

  private constructor(settings: RotationSettings) {
    const { rotateAfter, overlap } = settings;
    const overlapMs = requireDuration("Rotation", "overlap", overlap);
    const ageMs = requireDuration("Rotation", "the age", rotateAfter);
    if (overlapMs !== undefined && ageMs !== undefined && overlapMs >= ageMs) {
      throw new Error(
        `Rotation: an overlap of ${overlap} is no shorter than the age of ${rotateAfter}: keys would be replaced faster than they end. Shorten the overlap.`,
      );
    }
    this.settings = settings;
  }

  /** The same, and in addition when one of these values changes. */
  public andOnChange(keepers: Record<string, string>): Rotation {
    const more = requireKeepers("Rotation.andOnChange", keepers);
    return new Rotation({ ...this.settings, keepers: { ...this.settings.keepers, ...more } });
  }
}

function requireKeepers(call: string, keepers: Record<string, string>): Record<string, string> {
  if (Object.keys(keepers).length > 0) return keepers;
  throw new Error(
    `${call}: there is no value whose change would rotate the key; give one, such as { release: "42" }.`,
  );
}
