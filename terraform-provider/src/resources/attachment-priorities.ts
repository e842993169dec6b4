/**
 * The priorities of attached provider keys. The API has no field for them, so they are kept in the configuration's
 * metadata, which changes together with the router, in one conditional write. What the configuration's owner keeps in
 * there stays as it is, to the character: JSON objects get one more member, any other text one more line.
 */
export interface ConfigurationMetadata {
  /** Without the priorities: what the owner sees. */
  own: string | null;
  /** By the id of the provider key. */
  priorities: ReadonlyMap<string, number>;
}

/** Where priorities are kept: nothing else may have this name in a configuration's metadata. */
export const PRIORITIES_NAME = "aigateway_attachments";
export const MAX_METADATA = 4096;

const ID_PREFIX = "aigpk_";
const FIRST_MEMBER = new RegExp(`^(\\s*\\{)"${PRIORITIES_NAME}":(\\{[^{}]*\\})(,?)`);
const LAST_LINE = new RegExp(`(?:^|\\n)${PRIORITIES_NAME}=(\\{[^{}\\n]*\\})$`);

export function splitMetadata(metadata: string | null | undefined): ConfigurationMetadata {
  const text = metadata ?? "";
  const member = FIRST_MEMBER.exec(text);
  if (member) {
    const own = `${member[1]}${text.slice(member[0].length)}`;
    return { own, priorities: decode(parse(member[2])) };
  }
  const line = LAST_LINE.exec(text);
  if (line) return { own: text.slice(0, line.index) || null, priorities: decode(parse(line[1])) };
  return rewritten(text) ?? { own: text || null, priorities: new Map() };
}

export function joinMetadata({ own, priorities }: ConfigurationMetadata): string | null {
  if (priorities.size === 0) return own;
  const kept = JSON.stringify(encode(priorities));
  if (own === null) return `${PRIORITIES_NAME}=${kept}`;
  const members = parse(own);
  if (!isObject(members)) return `${own}\n${PRIORITIES_NAME}=${kept}`;
  const opened = own.indexOf("{") + 1;
  const separator = Object.keys(members).length > 0 ? "," : "";
  return `${own.slice(0, opened)}"${PRIORITIES_NAME}":${kept}${separator}${own.slice(opened)}`;
}

/** Another program has read the JSON and written it again in its own form: the spaces of the owner's are lost. */
function rewritten(text: string): ConfigurationMetadata | undefined {
  const members = text.includes(PRIORITIES_NAME) ? parse(text) : undefined;
  if (!isObject(members) || !(PRIORITIES_NAME in members)) return undefined;
  const { [PRIORITIES_NAME]: kept, ...own } = members;
  return { own: JSON.stringify(own), priorities: decode(kept) };
}

/** The ids share their prefix, and there are 4096 characters for all of them. */
function encode(priorities: ReadonlyMap<string, number>): Record<string, number> {
  const entries = [...priorities].sort(([a, first], [b, second]) => first - second || (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([id, priority]) => [id.replace(ID_PREFIX, ""), priority]));
}

function decode(kept: unknown): Map<string, number> {
  if (!isObject(kept)) return new Map();
  const entries = Object.entries(kept).filter((entry): entry is [string, number] =>
    Number.isSafeInteger(entry[1]),
  );
  return new Map(entries.map(([id, priority]) => [`${ID_PREFIX}${id}`, priority]));
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
