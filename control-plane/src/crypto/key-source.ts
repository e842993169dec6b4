/**
 * Where the encryption keys are: 32 bytes each, newest first. The first seals, all open. They are asked for at each use,
 * since a key file may get a new first key while the service runs.
 */
export interface KeySource {
  keys(): readonly Buffer[];
}

/** Keys that stay what they are. */
export function fixedKeys(keys: readonly Buffer[]): KeySource {
  return { keys: () => keys };
}
