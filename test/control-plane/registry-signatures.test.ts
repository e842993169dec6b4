import { shareReads } from "../../control-plane/src/provider-registry/shared-reads.ts";
import { signOnce } from "../../control-plane/src/provider-registry/signatures.ts";

test("a text is signed once, by however many it is asked for; another one by itself", async () => {
  const signed: string[] = [];
  const signature = signOnce(async (bytes) => {
    signed.push(Buffer.from(bytes).toString());
    return Buffer.from(`signature ${signed.length}`);
  });

  const first = await Promise.all([signature("a"), signature("a"), signature("b")]);

  expect([...first, await signature("a")].map(String)).toEqual([
    "signature 1",
    "signature 1",
    "signature 2",
    "signature 1",
  ]);
  expect(signed).toEqual(["a", "b"]);
});

test("a signature that failed is tried again", async () => {
  let tries = 0;
  const signature = signOnce(async () => {
    tries += 1;
    if (tries === 1) throw new Error("The database is away.");
    return Buffer.from("signature");
  });

  await expect(signature("a")).rejects.toThrow("away");
  expect(String(await signature("a"))).toBe("signature");
});

test("no more signatures are kept than a folder can have releases, the oldest go", async () => {
  let made = 0;
  const signature = signOnce(async () => Buffer.from(String(++made)));
  for (let number = 0; number <= 200; number++) await signature(`text ${number}`);

  await signature("text 1");
  expect(made).toBe(201);
  await signature("text 0");
  expect(made).toBe(202);
});

test("reads that are asked for at once are one, and the next sees what is there then", async () => {
  let value = 0;
  const read = shareReads(async () => ++value);
  expect(await Promise.all([read(), read(), read()])).toEqual([1, 1, 1]);
  expect(await read()).toBe(2);
});
