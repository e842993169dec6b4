import type { AccountUpstreams } from "./account-upstreams.ts";
import { type Choice, chooseCandidates } from "./choose-candidates.ts";
import type { Surface } from "./surfaces/surface.ts";
import type { Operator } from "./upstream-provider.ts";
import type { KeyConfiguration } from "./verify-key.ts";

export type Chooser = (
  surface: Surface,
  models: readonly string[],
  configuration: KeyConfiguration | null,
  account: AccountUpstreams,
) => Choice;

/** Model names are the clients' own: of more than these for one key, all are forgotten. */
const MAX_CHOICES = 100;
/** Longer lists of names are not worth their memory. */
const MAX_KEY_LENGTH = 1000;
/** In the place of a configuration where there is none. */
const NO_CONFIGURATION = {};

/**
 * Chooses candidates, and remembers the choice for as long as nothing that it depends on has changed: what is cached of
 * an account and of a configuration is replaced as a whole when it does.
 */
export function createChooser(operator: Operator): Chooser {
  const byAccount = new WeakMap<AccountUpstreams, WeakMap<object, Map<string, Choice>>>();

  return (surface, models, configuration, account) => {
    let byConfiguration = byAccount.get(account);
    if (!byConfiguration) {
      byConfiguration = new WeakMap();
      byAccount.set(account, byConfiguration);
    }
    const owner = configuration ?? NO_CONFIGURATION;
    let choices = byConfiguration.get(owner);
    if (!choices) {
      choices = new Map();
      byConfiguration.set(owner, choices);
    }
    // As JSON: a name may hold any character that would separate it from the next.
    const key = surface.id + JSON.stringify(models);
    const known = choices.get(key);
    if (known) return known;
    const choice = chooseCandidates({ surface, models, configuration, account, operator });
    if (key.length > MAX_KEY_LENGTH) return choice;
    if (choices.size >= MAX_CHOICES) choices.clear();
    choices.set(key, choice);
    return choice;
  };
}
