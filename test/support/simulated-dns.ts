import dns, { type LookupAddress } from "node:dns";
import { isIP } from "node:net";

/** Names whose addresses a test decides, in place of the system's resolver. */
export interface SimulatedDns {
  /** What a name resolves to from now on; several lists are given one after the other, again and again. */
  set(name: string, ...answers: string[][]): void;
  /** How often a name has been asked for. */
  asked(name: string): number;
  restore(): void;
}

type Callback = (error: Error | null, addresses: LookupAddress[] | string, family?: number) => void;

/** Answers for the names that are set in this process; all other names are the system's affair. */
export function simulateDns(): SimulatedDns {
  const answers = new Map<string, string[][]>();
  const counts = new Map<string, number>();
  const real = dns.lookup;
  const spy = jest.spyOn(dns, "lookup").mockImplementation(((
    name: string,
    options: { all?: boolean },
    callback: Callback,
  ) => {
    const lists = answers.get(name);
    if (!lists) return (real as (...args: unknown[]) => void)(name, options, callback);
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    const addresses = (lists[count % lists.length] ?? []).map((address) => ({
      address,
      family: isIP(address),
    }));
    const [first] = addresses;
    setImmediate(() => {
      if (options.all) callback(null, addresses);
      else if (first) callback(null, first.address, first.family);
    });
  }) as unknown as typeof dns.lookup);
  return {
    set(name, ...lists) {
      answers.set(name, lists);
      counts.set(name, 0);
    },
    asked: (name) => counts.get(name) ?? 0,
    restore: () => spy.mockRestore(),
  };
}
