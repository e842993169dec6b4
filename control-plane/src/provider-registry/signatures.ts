/** So many texts are remembered: far more than a folder has releases. */
const REMEMBERED = 200;

/**
 * Signs each text once, however often and by how many at once it is asked for: anybody may ask, and signing takes the
 * processor from the process that carries model traffic. A signature that failed is made anew.
 *
 * @param sign Makes the signature of a text's bytes.
 */
export function signOnce(
  sign: (bytes: Uint8Array) => Promise<Uint8Array>,
): (text: string) => Promise<Buffer> {
  const signatures = new Map<string, Promise<Buffer>>();
  return (text) => {
    const known = signatures.get(text);
    if (known) return known;
    const signature = sign(Buffer.from(text)).then(Buffer.from);
    signatures.set(text, signature);
    signature.catch(() => signatures.delete(text));
    const [oldest] = signatures.keys();
    if (signatures.size > REMEMBERED && oldest !== undefined) signatures.delete(oldest);
    return signature;
  };
}
