import { setTimeout as sleep } from "node:timers/promises";
import { describeWithTerraform } from "../support/terraform.ts";
import { type Client, startClient, type Tally } from "./rotation-under-load/clients.ts";
import { AGE_MS, OVERLAP_MS, tokenFile, WAYS, type Way } from "./rotation-under-load/program.ts";
import { startTeam, type Team } from "./rotation-under-load/team.ts";
import { usageOf } from "./rotation-under-load/usage.ts";

/** A hundred in `npm run test:long`. */
const ROTATIONS = Number(process.env.ROTATIONS ?? 5);

describeWithTerraform(`${ROTATIONS} rotations under load`, () => {
  let team: Team;
  let clients: Record<Way, Client[]>;
  /** The tokens of each key, the newest last. */
  const tokens: Record<Way, string[]> = { "by-age": [], "on-change": [], "by-generation": [] };
  let kills = 0;

  beforeAll(async () => {
    team = await startTeam();
    await team.deploy();
    for (const way of WAYS) tokens[way].push(await team.token(way));
    clients = Object.fromEntries(
      WAYS.map((way) => {
        const options = { url: team.controlPlane.baseUrl, file: tokenFile(team.folder, way) };
        const json = startClient({ ...options, isStreaming: false, rereadMs: 0 });
        return [way, [json, startClient({ ...options, isStreaming: true, rereadMs: 300 })]];
      }),
    ) as Record<Way, Client[]>;
  });
  afterAll(async () => {
    await stopClients();
    await team?.close();
  });

  const stopClients = () =>
    Promise.all(Object.values(clients ?? {}).flatMap((some) => some.map((client) => client.stop())));
  const failures = () =>
    Object.values(clients).flatMap((some) => some.flatMap(({ tally }) => tally.failures));

  /** What makes a rotation due, each in its way. */
  const due: Record<Way, () => void> = {
    "by-age": () => team.clock.advance(AGE_MS),
    "on-change": () => (team.revision.release += 1),
    "by-generation": () => (team.revision.generation += 1),
  };

  /** Keys that a run which was killed made and had not written into the state yet end as they would have ended. */
  async function retireStrays(): Promise<void> {
    const known = await team.idsInState();
    const strays = (await team.validKeys()).filter(({ id, expiresAt }) => !expiresAt && !known.includes(id));
    expect(strays.length).toBeLessThanOrEqual(kills);
    for (const { id } of strays) {
      await team.controlPlane.api("PATCH", `/access-keys/${id}`, { expiresIn: `${OVERLAP_MS}ms` });
    }
  }

  async function until(holds: () => boolean): Promise<void> {
    for (let tries = 0; !holds(); tries++) {
      if (tries === 500) throw new Error("That has not come to pass in five seconds.");
      await sleep(10);
    }
  }

  const rotations = Array.from({ length: ROTATIONS }, (_, index) => ({
    number: index + 1,
    way: WAYS[index % WAYS.length] as Way,
    isKilled: index % 4 !== 0, // each way within the first five
  }));

  test.each(rotations)("$number, $way, killed: $isKilled", async ({ way, isKilled }) => {
    due[way]();
    if (isKilled) {
      const ended = await team.deployKilledAfter(200 + Math.random() * 1_500);
      if (!ended) kills += 1;
    }
    await team.deploy();
    await retireStrays();

    const token = await team.token(way);
    expect(tokens[way]).not.toContain(token);
    tokens[way].push(token);
    await until(() => clients[way].every((client) => client.token === token));
    team.clock.advance(OVERLAP_MS);
    const kept = way === "by-generation" ? 2 : 1;
    const statuses = await Promise.all(tokens[way].slice(-3).map(team.statusOf));
    const expected = tokens[way].slice(-3).map((_, index, some) => (index < some.length - kept ? 401 : 200));
    expect(statuses).toEqual(expected);
    expect(failures()).toEqual([]);
  });

  test("not one request has failed, and the usage by lineage is what the clients counted", async () => {
    await stopClients();
    expect(failures()).toEqual([]);
    for (const way of WAYS) {
      const counted = clients[way].map(({ tally }) => tally).reduce(sum);
      expect(counted.requests).toBeGreaterThan(ROTATIONS);
      expect(await usageOf(team.controlPlane, way, counted.requests)).toEqual({
        requests: counted.requests,
        inputTokens: counted.inputTokens,
        outputTokens: counted.outputTokens,
        errors: 0,
      });
    }
  });

  test("state and server agree, and no key is an orphan", async () => {
    const valid = (await team.validKeys()).map(({ id }) => id);
    expect(valid.sort()).toEqual((await team.idsInState()).sort());
    expect(await team.plan()).toMatchObject({ exitCode: 0, changes: {} });
  });
});

function sum(a: Tally, b: Tally): Tally {
  return {
    requests: a.requests + b.requests,
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    failures: [...a.failures, ...b.failures],
  };
}
