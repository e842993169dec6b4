import { FIRST } from "../../support/gateway.ts";
import { type Cell, cellsOf, surfacesOf } from "./failover-matrix-cells.ts";
import { expectClient } from "./failover-matrix-client.ts";
import type { Mode } from "./failover-matrix-faults.ts";
import { type MatrixGateway, startMatrixGateway } from "./failover-matrix-gateway.ts";
import { expectLedger, expectPartOf } from "./failover-matrix-ledger.ts";
import { keyOf, modelOf } from "./failover-matrix-positions.ts";

/** Long enough for a good answer on a busy machine, short enough to be waited for some hundred times. */
const SHORT_TIMEOUT = "250ms";

/** Every fault at every place on every surface that answers in this way: who is tried, what is seen, what is written down. */
export function describeFailoverMatrix(mode: Mode): void {
  describeQuickCells(mode);
  describeHangingCells(mode);
}

function describeQuickCells(mode: Mode): void {
  let matrix: MatrixGateway;
  beforeAll(async () => {
    matrix = await startMatrixGateway();
  });
  afterAll(() => matrix?.close());

  describe.each(surfacesOf(mode))(`%s, ${mode}:`, (surface) => {
    const cells = cellsOf(surface, mode, false);
    test.each(cells.map((cell) => [cell.name, cell] as const))("%s", (_, cell) => expectCell(matrix, cell));
  });
}

/** Nearly all of their time is waiting: each surface has a gateway of its own, so that all of them wait at once. */
function describeHangingCells(mode: Mode): void {
  const surfaces = surfacesOf(mode).map((surface) => ({ surface, cells: cellsOf(surface, mode, true) }));
  const matrices: MatrixGateway[] = [];
  const held = new Map<Cell, Promise<void>>();

  describe("with a short time-out:", () => {
    beforeAll(async () => {
      for (const _ of surfaces) matrices.push(await startMatrixGateway());
      await Promise.all(matrices.map((matrix) => matrix.setTimeout(SHORT_TIMEOUT)));
      for (const [index, { cells }] of surfaces.entries()) {
        let before: Promise<void> = Promise.resolve();
        for (const cell of cells) {
          const holds = before.then(() => expectCell(matrices[index] as MatrixGateway, cell));
          held.set(cell, holds);
          before = holds.catch(() => {}); // its own test tells of it
        }
      }
    });
    afterAll(() => Promise.all(matrices.map((matrix) => matrix.close())));

    describe.each(surfaces)(`$surface, ${mode}:`, ({ cells }) => {
      test.each(cells.map((cell) => [cell.name, cell] as const))("%s", (_, cell) => {
        expect(held.has(cell)).toBe(true);
        return held.get(cell);
      });
    });
  });
}

async function expectCell(matrix: MatrixGateway, cell: Cell): Promise<void> {
  const ran = await matrix.run(cell);
  const { requests } = matrix.gateway.upstream;
  const reached = cell.tries.filter((tried) => cell.fault.fault || modelOf(tried) !== "m1");
  expect(requests.map(({ key, model }) => `${key === FIRST ? "A" : "B"}:${model}`)).toEqual(
    reached.map((tried) => `${keyOf(tried)}:${modelOf(tried)}`),
  );
  expectClient(cell, ran, requests.at(-1)?.answer ?? Buffer.alloc(0));
  expectLedger(cell, ran, matrix);
  if (cell.fault.effect === "cut") expectPartOf(cell, ran);
}
