/**
 * What Node runs where Terraform runs, to keep a token in a file. They get what they need in the environment, for a
 * command line can be read by other processes, and they quote none of it.
 */

/** The interpreter; it takes a program as its next argument, without a shell, on every system. */
export const INTERPRETER = ["node", "-e"];

/** Writes the file for its owner only, and in one step: a reader sees the old token or the new one. */
export const WRITE = [
  "const fs = require('node:fs');",
  "const { AIGATEWAY_FILE: path, AIGATEWAY_CONTENT: content } = process.env;",
  "const draft = path + '.' + process.pid + '.tmp';",
  "try {",
  "  fs.mkdirSync(require('node:path').dirname(path), { recursive: true, mode: 0o700 });",
  "  const file = fs.openSync(draft, 'wx', 0o600);",
  "  fs.writeSync(file, content);",
  "  fs.fsyncSync(file);",
  "  fs.closeSync(file);",
  "  fs.renameSync(draft, path);",
  "} catch (error) {",
  "  fs.rmSync(draft, { force: true });",
  "  console.error('The token could not be written to ' + path + ': ' + error.code);",
  "  process.exitCode = 1;",
  "}",
].join("\n");

/** Deletes the file, if it is still there. */
export const REMOVE = "require('node:fs').rmSync(process.env.AIGATEWAY_FILE, { force: true });";
