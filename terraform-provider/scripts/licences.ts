import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Metafile } from "esbuild";

/** The folder of a package, the innermost where they are nested. */
const PACKAGE = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;
const LICENCE = /^(licen[cs]e|copying|notice)(\.(md|txt))?$/i;
const RULE = "-".repeat(80);

/**
 * The licences of the packages that went into a bundle: most ask that their text goes along with every copy.
 *
 * @param inputs What esbuild's metafile lists.
 * @param folder What the paths there are relative to.
 * @throws when a package comes without the text of its licence and names none.
 */
export async function licencesOf(inputs: Metafile["inputs"], folder: string): Promise<string> {
  const packages = new Set(Object.keys(inputs).flatMap((path) => PACKAGE.exec(path)?.[0] ?? []));
  const texts = await Promise.all([...packages].map((path) => licenceOf(join(folder, path))));
  return `The provider's executable contains these packages.\n\n${texts.sort().join("\n")}`;
}

async function licenceOf(folder: string): Promise<string> {
  const { name, version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const files = (await readdir(folder)).filter((file) => LICENCE.test(file)).sort();
  if (files.length === 0 && !license) {
    throw new Error(
      `${name} ${version} names no licence: look up whether it may be given out, or do without it.`,
    );
  }
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
  return [
    RULE,
    `${name} ${version} (${license ?? "see below"})`,
    "",
    ...texts.map((text) => text.trim()),
    "",
  ].join("\n");
}
