/**
 * What a provider remembers beside a resource's state without showing it: Terraform stores the bytes and hands them back
 * with every call. Ours are a JSON object; bytes that are none (of another program) are dropped.
 */
export class PrivateData {
  readonly #entries: Map<string, string>;

  constructor(bytes: Uint8Array = new Uint8Array()) {
    this.#entries = new Map(Object.entries(parse(bytes)));
  }

  get(key: string): string | undefined {
    return this.#entries.get(key);
  }

  set(key: string, value: string): void {
    this.#entries.set(key, value);
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  get isEmpty(): boolean {
    return this.#entries.size === 0;
  }

  encode(): Uint8Array {
    if (this.isEmpty) return new Uint8Array();
    return new TextEncoder().encode(JSON.stringify(Object.fromEntries(this.#entries)));
  }
}

function parse(bytes: Uint8Array): Record<string, string> {
  if (bytes.length === 0) return {};
  try {
    const parsed: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return {};
    const entries = Object.entries(parsed);
    return Object.fromEntries(
      entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"),
    );
  } catch {
    return {};
  }
}
