import { generateKeyPairSync, randomBytes, sign } from "node:crypto";
import {
  bitString,
  boolean,
  der,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  set,
  tagged,
  utcTime,
  utf8String,
} from "./der.ts";

export interface Certificate {
  /** The certificate itself, for the handshake line. */
  der: Buffer;
  pem: string;
  privateKeyPem: string;
}

const DAY = 24 * 60 * 60 * 1000;

/**
 * Makes the self-signed certificate that Terraform pins for this one process: both ends of the connection prove that
 * they are the ones of the handshake. Made by hand because a library for it takes longer to load than all the rest of
 * this plugin. Elliptic, since an RSA key takes a noticeable time to find.
 */
export function selfSignedCertificate(now: Date = new Date()): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const algorithm = sequence(objectIdentifier("1.2.840.10045.4.3.2")); // ecdsa-with-SHA256
  const name = sequence(set(sequence(objectIdentifier("2.5.4.3"), utf8String("localhost"))));
  const unsigned = sequence(
    tagged(0, integer(Buffer.from([2]))), // version 3
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])), // serial number, positive
    algorithm,
    name,
    // A day of grace for a clock that is being set; the process itself lives for minutes.
    sequence(utcTime(new Date(now.getTime() - DAY)), utcTime(new Date(now.getTime() + 365 * DAY))),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    tagged(3, extensions()),
  );
  const signature = sign("sha256", unsigned, { key: privateKey, dsaEncoding: "der" });
  const certificate = sequence(unsigned, algorithm, bitString(signature));
  return {
    der: certificate,
    pem: `-----BEGIN CERTIFICATE-----\n${wrap(certificate.toString("base64"))}-----END CERTIFICATE-----\n`,
    privateKeyPem: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

/** Terraform puts the certificate into its pool of authorities and dials `localhost`, so it must pass for both. */
function extensions(): Buffer {
  const critical = boolean(true);
  const server = objectIdentifier("1.3.6.1.5.5.7.3.1");
  const client = objectIdentifier("1.3.6.1.5.5.7.3.2");
  const localhost = der(0x82, Buffer.from("localhost"));
  return sequence(
    sequence(objectIdentifier("2.5.29.19"), critical, octetString(sequence(boolean(true)))), // is an authority
    sequence(objectIdentifier("2.5.29.15"), critical, octetString(bitString(Buffer.from([0x84]), 2))), // signs, certifies
    sequence(objectIdentifier("2.5.29.37"), octetString(sequence(server, client))),
    sequence(objectIdentifier("2.5.29.17"), octetString(sequence(localhost))),
  );
}

function wrap(base64: string): string {
  return base64.replace(/.{1,64}/g, "$&\n");
}
