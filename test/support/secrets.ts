/** Remembers the secrets that pass through a service, to look for them where they must not be. */
export interface SecretRegister {
  /** Collects the secrets in a body that was sent or answered. */
  note(body: unknown): void;
  add(kind: string, secret: string): void;
  /** The kinds of the secrets that a text holds; the secrets themselves are not told. */
  leakedIn(text: string): string[];
}

/** Members of bodies that hold secrets: tokens that are shown once, values of provider keys. */
const SECRET_MEMBERS = new Set(["token", "value"]);
/** Shorter ones stand in harmless texts by chance. */
const MIN_LENGTH = 8;

export function createSecretRegister(): SecretRegister {
  const secrets = new Map<string, string>();

  function add(kind: string, secret: string): void {
    if (secret.length >= MIN_LENGTH) secrets.set(secret, kind);
  }

  function note(body: unknown): void {
    if (typeof body !== "object" || body === null || Buffer.isBuffer(body)) return;
    for (const [name, value] of Object.entries(body)) {
      if (SECRET_MEMBERS.has(name) && typeof value === "string") add(name, value);
      else note(value);
    }
  }

  return {
    add,
    note,
    leakedIn: (text) =>
      [...secrets].flatMap(([secret, kind]) =>
        text.includes(secret) || text.includes(inJson(secret)) || text.includes(encodeURIComponent(secret))
          ? [kind]
          : [],
      ),
  };
}

/** As it stands in a JSON text, which the lines of the log are. */
function inJson(secret: string): string {
  return JSON.stringify(secret).slice(1, -1);
}
