/**
 * Checks one known value of the configuration.
 *
 * @param shown The value as a message may quote it; for a sensitive attribute it is just "The value".
 * @returns what is wrong and what to do about it, or `undefined` where nothing is.
 */
export type Validator<T> = { validate(value: T, shown: string): string | undefined }["validate"];
