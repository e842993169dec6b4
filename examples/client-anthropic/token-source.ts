import { readFile } from "node:fs/promises";

/** The access key's token, as the deployment has put it into a file: read again at each request, so that it may rotate. */
export interface TokenSource {
  /** The token as it is now. */
  read(): Promise<string>;
  /** `fetch`, but a request whose token ended on its way is sent once more when there is another one by then. */
  fetch: typeof fetch;
}

/** Throws, now or when it reads, with the path and the remedy; never with what is in the file. */
export function tokenSource(path = process.env.AIGATEWAY_TOKEN_FILE): TokenSource {
  if (!path) throw new Error("AIGATEWAY_TOKEN_FILE is not set; give it the path of your FileSink's file.");

  async function read(): Promise<string> {
    const text = await readFile(path as string, "utf8").catch((cause: NodeJS.ErrnoException) => {
      const remedy = "deploy the key with a FileSink of that path, or set AIGATEWAY_TOKEN_FILE to its path";
      throw new Error(`There is no token to be read at ${path} (${cause.code}); ${remedy}.`);
    });
    const token = text.trim();
    if (token === "") throw new Error(`${path} is empty; deploy the key's FileSink again with -replace.`);
    if (/[^\w.~+/-]/.test(token)) {
      throw new Error(`${path} holds more than a token; leave \`variable\` out of its FileSink.`);
    }
    return token;
  }

  return {
    read,
    async fetch(input, init) {
      const response = await fetch(input, init);
      if (response.status !== 401) return response;
      const authorization = `Bearer ${await read()}`;
      const headers = new Headers(init?.headers);
      if (headers.get("authorization") === authorization) return response; // refused for good
      await response.body?.cancel();
      headers.set("authorization", authorization);
      return fetch(input, { ...init, headers });
    },
  };
}
