import type { Answer, Endpoints, Tagged } from "./endpoints.ts";
import { RefusedError } from "./errors.ts";

/** A change of an object that others change too. */
export interface ConditionalChange<T, Body> {
  /** Names the object: its changes of this process go one after the other. */
  object: string;
  read(api: Endpoints): Promise<Answer<T>>;
  /**
   * What to write, given what the object is at that moment; `undefined` where it is as it should be already. Called
   * again with what there is then when somebody else was faster.
   */
  decide(current: T): Body | undefined | Promise<Body | undefined>;
  /** @param condition A header of the request. */
  write(api: Endpoints, body: Body, condition: { "If-Match"?: string }): Promise<Answer<T>>;
}

/** @returns the object as it is then. */
export type ChangeConditionally = <T, Body>(action: string, change: ConditionalChange<T, Body>) => Promise<T>;

export interface ConditionalChangeOptions {
  /** Throws unless the request succeeds. */
  send<T>(action: string, request: (api: Endpoints) => Promise<Answer<T>>): Promise<Tagged<T>>;
  /** Waits so many milliseconds; false when Terraform is interrupted meanwhile. */
  pause(milliseconds: number): Promise<boolean>;
  /** In [0, 1): spreads those who were too slow together. */
  random(): number;
}

const ATTEMPTS = 40;
const FIRST_DELAY = 50;
const LONGEST_DELAY = 2_000;

/**
 * Changes objects on the ground of what they are, so that nothing is lost of what others change at the same time: a
 * write carries the tag of what was read, and is refused (412) when that is out of date. Then all begins anew. An API
 * that gives no tags gets writes without a condition.
 */
export function createConditionalChanges(options: ConditionalChangeOptions): ChangeConditionally {
  const { send, pause, random } = options;
  const queue = createQueue();

  async function run<T, Body>(action: string, change: ConditionalChange<T, Body>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const { body: current, tag } = await send(action, change.read);
      const body = await change.decide(current);
      if (body === undefined) return current;
      const condition = tag === undefined ? {} : { "If-Match": tag };
      try {
        return (await send(action, (api) => change.write(api, body, condition))).body;
      } catch (error) {
        const tooSlow = error instanceof RefusedError && error.status === 412;
        if (!tooSlow || attempt >= ATTEMPTS) throw error;
        const longest = Math.min(FIRST_DELAY * 2 ** (attempt - 1), LONGEST_DELAY);
        if (!(await pause(longest * random()))) throw error;
      }
    }
  }

  return (action, change) => queue(change.object, () => run(action, change));
}

/** Runs what has one name one after the other. Without it, one Terraform would be its own strongest competitor. */
function createQueue() {
  const last = new Map<string, Promise<unknown>>();
  return <T>(name: string, run: () => Promise<T>): Promise<T> => {
    const turn = (last.get(name) ?? Promise.resolve()).then(run);
    const ended = turn
      .catch(() => {})
      .then(() => {
        if (last.get(name) === ended) last.delete(name);
      });
    last.set(name, ended);
    return turn;
  };
}
