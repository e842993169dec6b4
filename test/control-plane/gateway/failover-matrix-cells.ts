import { FAULTS, type MatrixFault, type Mode } from "./failover-matrix-faults.ts";
import {
  type CandidateName,
  type Ending,
  OUTCOMES,
  POSITIONS,
  type PositionName,
} from "./failover-matrix-positions.ts";
import { SURFACES, type SurfaceName } from "./failover-matrix-surfaces.ts";

/** One fault, at one place, on one surface, with what follows from it. */
export interface Cell {
  /** What it guarantees. */
  name: string;
  surface: SurfaceName;
  mode: Mode;
  fault: MatrixFault;
  position: PositionName;
  tries: CandidateName[];
  ending: Ending;
}

const SURFACE_NAMES = Object.keys(SURFACES) as SurfaceName[];
const POSITION_NAMES = Object.keys(POSITIONS) as PositionName[];

/** The surfaces that answer in this way. */
export function surfacesOf(mode: Mode): SurfaceName[] {
  return SURFACE_NAMES.filter((name) => mode === "JSON" || SURFACES[name].streams);
}

/** The cells of a surface, with the faults that wait for a time-out or with the others. */
export function cellsOf(surface: SurfaceName, mode: Mode, hangs: boolean): Cell[] {
  return FAULTS.filter(
    (fault) =>
      fault.modes.includes(mode) && fault.hangs === hangs && (fault.surfaces?.includes(surface) ?? true),
  ).flatMap((fault) =>
    POSITION_NAMES.filter((position) => isPossible(fault, position)).map((position) => {
      const [tries, ending] = OUTCOMES[fault.effect][position];
      const name = `${fault.name} at ${position}: ${tries.join(", ")} tried, the client gets ${ending}`;
      return { name, surface, mode, fault, position, tries, ending };
    }),
  );
}

/** Where nobody listens, both keys of a model fail alike. */
function isPossible({ fault }: MatrixFault, position: PositionName): boolean {
  return fault !== undefined || !/ of two keys$/.test(position);
}

/** What a try comes to: nothing, the 500 that goes before the fault, or the fault. */
export function comesTo(
  { position, fault }: Cell,
  tried: CandidateName,
): "success" | "earlier" | MatrixFault {
  const { failing, earlier } = POSITIONS[position];
  if (tried === earlier) return "earlier";
  return failing.includes(tried) && fault.effect !== "harmless" ? fault : "success";
}
