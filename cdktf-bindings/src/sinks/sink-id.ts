import { Token } from "cdktf";

/** An id for what a sink adds, so that several of a kind may stand below one construct: of what is known by now. */
export function sinkId(kind: string, ...names: (string | undefined)[]): string {
  const known = names.filter((name) => name !== undefined && !Token.isUnresolved(name));
  return [kind, ...known].join("-");
}
