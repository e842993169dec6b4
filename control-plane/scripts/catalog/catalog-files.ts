import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Catalog, catalogJsonSchema } from "../../src/catalog/catalog-schema.ts";
import { type HandKept, handKeptSchema } from "./hand-kept.ts";

/** The files of the catalog's folder. */
export function catalogFiles(folder: string) {
  const file = (name: string) => join(folder, name);
  const read = (name: string) => readFileSync(file(name), "utf8");
  return {
    handKept: (): HandKept => handKeptSchema.parse(JSON.parse(read("hand-kept.json"))),
    /** The catalog as it was written last; undefined before the first time. */
    catalog: (): Catalog | undefined =>
      existsSync(file("catalog.json")) ? JSON.parse(read("catalog.json")) : undefined,
    /** What the files hold that are made of this catalog. */
    generated: (catalog: Catalog) => [
      { path: file("catalog.json"), text: print(catalog) },
      { path: file("catalog.schema.json"), text: print(catalogJsonSchema()) },
    ],
  };
}

/** Whether a file is there and holds exactly this. */
export function holds(path: string, text: string): boolean {
  return existsSync(path) && readFileSync(path, "utf8") === text;
}

const LIST_OF_TEXTS = /\[\s+("[^"\n]*"(?:,\s+"[^"\n]*")*)\s+\]/g;
const LINE_WIDTH = 110;

/** As the formatter has it: short lists of texts on one line. */
function print(value: object): string {
  const text = JSON.stringify(value, null, 2).replace(LIST_OF_TEXTS, (list, texts: string, offset, whole) => {
    const oneLine = `[${texts.replace(/,\s+/g, ", ")}]`;
    const indent = offset - whole.lastIndexOf("\n", offset) - 1;
    return indent + oneLine.length + 1 <= LINE_WIDTH ? oneLine : list;
  });
  return `${text}\n`;
}
