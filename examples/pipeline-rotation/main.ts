// What `cdktf synth` and `pipeline.ts` make of keys.json.
import { synthesise } from "./gateway-keys.ts";

synthesise();
