import { once } from "node:events";
import { appendFile, mkdtemp, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Koa from "koa";
import { pino } from "pino";
import { providerRegistry } from "../../control-plane/src/provider-registry/registry.ts";

const PREFIX = "terraform-provider-aigateway_0.1.0";
const SUMS = `${PREFIX}_SHA256SUMS`;

const mockRead = jest.fn();
jest.mock("node:fs/promises", () => {
  const real = jest.requireActual("node:fs/promises");
  return {
    ...real,
    readFile: (...args: unknown[]) => {
      mockRead(...args);
      return real.readFile(...args);
    },
  };
});

/** The registry in a server of its own, with a key that counts and waits to be let go on. */
describe("what anybody may ask of the registry", () => {
  let folder: string;
  let server: Server;
  let url: string;
  let signed: string[];
  let loaded: number;
  let fault: Error | undefined;
  let loadFault: Error | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "aigateway-releases-"));
    signed = [];
    loaded = 0;
    fault = undefined;
    loadFault = undefined;
    await writeFile(join(folder, `${PREFIX}_linux_amd64.zip`), "archive");
    await writeFile(join(folder, `${PREFIX}_manifest.json`), '{"metadata":{"protocol_versions":["6.0"]}}');
    await writeFile(join(folder, SUMS), sums("a"));
    const app = new Koa();
    app.silent = true;
    app.use(
      providerRegistry({
        folder,
        publicUrl: undefined,
        clientStallMs: 300,
        log: pino({ level: "silent" }),
        async signingKey() {
          loaded++;
          await new Promise((resolve) => setTimeout(resolve, 20));
          if (loadFault) throw loadFault;
          return {
            keyId: "0123456789ABCDEF",
            publicKey: "public",
            async sign(bytes) {
              signed.push(Buffer.from(bytes).toString());
              await new Promise((resolve) => setTimeout(resolve, 20));
              if (fault) throw fault;
              return Buffer.from(`signature ${signed.length}`);
            },
          };
        },
      }),
    );
    server = createServer(app.callback()).listen(0, "127.0.0.1");
    await once(server, "listening");
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/terraform/providers/v1/aigateway/aigateway/`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true, force: true });
  });

  const sums = (digit: string) => `${digit.repeat(64)}  ${PREFIX}_linux_amd64.zip\n`;
  const get = async (path: string) => {
    const answer = await fetch(url + path);
    return { status: answer.status, text: await answer.text() };
  };
  const signature = () => get(`0.1.0/files/${SUMS}.sig`);
  const times = <T>(count: number, make: () => Promise<T>) =>
    Promise.all(Array.from({ length: count }, make));

  test("the same checksums are signed once, however many ask for the signature, at once or later", async () => {
    const first = await times(20, signature);
    expect(new Set(first.map(({ text }) => text))).toEqual(new Set(["signature 1"]));
    expect(await signature()).toEqual({ status: 200, text: "signature 1" });
    expect([signed, loaded]).toEqual([[sums("a")], 1]);
  });

  test("other checksums get a signature of their own, also when they are as long and as old", async () => {
    await signature();
    const path = join(folder, SUMS);
    await writeFile(path, sums("b"));
    await utimes(path, 1, 1);
    expect(await signature()).toEqual({ status: 200, text: "signature 2" });
    await writeFile(path, sums("c"));
    await utimes(path, 1, 1);
    expect(await signature()).toEqual({ status: 200, text: "signature 3" });
    expect(signed).toEqual([sums("a"), sums("b"), sums("c")]);
  });

  test("a signing that failed is tried again, for all who ask anew", async () => {
    fault = new Error("no");
    expect((await times(3, signature)).map(({ status }) => status)).toEqual([503, 503, 503]);
    expect(signed).toHaveLength(1);
    fault = undefined;
    expect(await signature()).toEqual({ status: 200, text: "signature 2" });
  });

  test("a key that can't be had is asked for again, but not for each request: making one takes long", async () => {
    loadFault = new Error("the database is read-only");
    for (let i = 0; i < 5; i++) expect((await signature()).status).toBe(503);
    expect(loaded).toBe(1);
    loadFault = undefined;
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect((await signature()).status).toBe(200);
  });

  test("files that have not changed are not read again", async () => {
    await get("versions");
    mockRead.mockClear();
    await times(10, () => get("versions"));
    await times(10, () => get("0.1.0/download/linux/amd64"));
    await signature();
    expect(mockRead).not.toHaveBeenCalled();

    await appendFile(join(folder, SUMS), sums("b").replace("linux", "darwin"));
    await writeFile(join(folder, `${PREFIX}_darwin_amd64.zip`), "archive");
    expect((await get("0.1.0/download/darwin/amd64")).status).toBe(200);
    expect(mockRead).toHaveBeenCalledTimes(1);
    expect(await readFile(join(folder, SUMS), "utf8")).toBe((await get(`0.1.0/files/${SUMS}`)).text);
  });

  test("who takes nothing of an archive is let go of: it holds no connection and no file", async () => {
    await writeFile(join(folder, `${PREFIX}_linux_amd64.zip`), Buffer.alloc(12 * 1024 * 1024));
    const sent = request(`${url}0.1.0/files/${PREFIX}_linux_amd64.zip`, { agent: false });
    sent.end();
    const [response] = (await once(sent, "response")) as [IncomingMessage];
    const gone = once(response, "error");
    const open = () => new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)));
    for (let tries = 0; (await open()) > 0 && tries < 40; tries++)
      await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await open()).toBe(0);
    response.resume();
    await gone;
  });
});
