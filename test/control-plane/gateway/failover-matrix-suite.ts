import { FIRST } from "../../support/gateway.ts";
import { cellsOf, surfacesOf } from "./failover-matrix-cells.ts";
import { expectClient } from "./failover-matrix-client.ts";
import type { Mode } from "./failover-matrix-faults.ts";
import { type MatrixGateway, startMatrixGateway } from "./failover-matrix-gateway.ts";
import { expectLedger, expectPartOf } from "./failover-matrix-ledger.ts";
import { keyOf, modelOf } from "./failover-matrix-positions.ts";

/** Long enough for a good answer on a busy machine, short enough to be waited for some hundred times. */
const SHORT_TIMEOUT = "250ms";

/** Every fault at every place on every surface that answers in this way: who is tried, what is seen, what is written down. */
export function describeFailoverMatrix(mode: Mode): void {
  let matrix: MatrixGateway;
  beforeAll(async () => {
    matrix = await startMatrixGateway();
  });
  afterAll(() => matrix?.close());

  const run = async (cell: ReturnType<typeof cellsOf>[number]) => {
    const ran = await matrix.run(cell);
    const { requests } = matrix.gateway.upstream;
    const reached = cell.tries.filter((tried) => cell.fault.fault || modelOf(tried) !== "m1");
    expect(requests.map(({ key, model }) => `${key === FIRST ? "A" : "B"}:${model}`)).toEqual(
      reached.map((tried) => `${keyOf(tried)}:${modelOf(tried)}`),
    );
    expectClient(cell, ran, requests.at(-1)?.answer ?? Buffer.alloc(0));
    expectLedger(cell, ran, matrix);
    if (cell.fault.effect === "cut") expectPartOf(cell, ran);
  };

  describe.each(surfacesOf(mode))(`%s, ${mode}:`, (surface) => {
    const quick = cellsOf(surface, mode, false);
    test.each(quick.map((cell) => [cell.name, cell] as const))("%s", (_, cell) => run(cell));

    describe("with a short time-out:", () => {
      beforeAll(() => matrix.setTimeout(SHORT_TIMEOUT));
      afterAll(() => matrix.setTimeout(null));
      const hanging = cellsOf(surface, mode, true);
      test.each(hanging.map((cell) => [cell.name, cell] as const))("%s", (_, cell) => run(cell));
    });
  });
}
