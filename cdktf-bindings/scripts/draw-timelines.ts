// Draws the timelines of docs/rotation.md into docs/images. Usage: npm run generate -w cdktf-bindings
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Timeline, timelineSvg } from "./timeline-svg.ts";

const FOLDER = join(__dirname, "..", "..", "docs", "images");

/** Times are in parts of the picture's width. */
const TIMELINES: Record<string, Timeline> = {
  "rotation-on-change": {
    title: "Rotation.onChange({ release }): a deployment replaces the key",
    events: [
      { at: 0.3, label: "release 42" },
      { at: 0.7, label: "release 43" },
    ],
    keys: [
      { label: "key of 41", current: [0, 0.3], valid: 0.3 },
      { label: "key of 42", current: [0.3, 0.7], valid: 0.7 },
      { label: "key of 43", current: [0.7, 1], valid: 1 },
    ],
  },
  "rotation-every": {
    title:
      'Rotation.every("720h", { overlap: "24h" }): the first deployment after 720 hours replaces the key',
    events: [
      { at: 0.2, label: "deployed" },
      { at: 0.4, label: "not due yet" },
      { at: 0.55, label: "due: replaced" },
      { at: 0.9, label: "due: replaced" },
    ],
    keys: [
      { label: "key 1", current: [0, 0.2], valid: 0.34 },
      { label: "key 2", current: [0.2, 0.55], valid: 0.69 },
      { label: "key 3", current: [0.55, 0.9], valid: 1 },
      { label: "key 4", current: [0.9, 1], valid: 1 },
    ],
  },
  "rotation-generations": {
    title: "AccessKeyGenerations, keep: 1: a step makes the next key and destroys the one before the last",
    events: [
      { at: 0.25, label: "generation: 6" },
      { at: 0.5, label: "generation: 7" },
      { at: 0.75, label: "generation: 8" },
    ],
    keys: [
      { label: "key 5", current: [0, 0.25], valid: 0.5 },
      { label: "key 6", current: [0.25, 0.5], valid: 0.75 },
      { label: "key 7", current: [0.5, 0.75], valid: 1 },
      { label: "key 8", current: [0.75, 1], valid: 1 },
    ],
  },
};

async function main(): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  for (const [name, timeline] of Object.entries(TIMELINES)) {
    await writeFile(join(FOLDER, `${name}.svg`), timelineSvg(timeline));
  }
  console.log(`wrote ${FOLDER}`);
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
