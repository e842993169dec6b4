import { createPrivateKey, X509Certificate } from "node:crypto";
import { selfSignedCertificate } from "../../../terraform-provider/src/protocol/certificate.ts";

test("the certificate is one to others: signed by itself, for localhost, and valid now", () => {
  const now = new Date();
  const own = selfSignedCertificate(now);
  const certificate = new X509Certificate(own.der);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(certificate.checkPrivateKey(createPrivateKey(own.privateKeyPem))).toBe(true);
  expect(certificate.publicKey.asymmetricKeyType).toBe("ec");
  expect(certificate.subject).toBe(certificate.issuer);
  expect(certificate.checkHost("localhost")).toBe("localhost");
  expect(Date.parse(certificate.validFrom)).toBeLessThanOrEqual(now.getTime());
  expect(Date.parse(certificate.validTo)).toBeGreaterThan(now.getTime());
  expect(new X509Certificate(own.pem).fingerprint256).toBe(certificate.fingerprint256);
});

test("no two processes have the same", () => {
  expect(selfSignedCertificate().der.equals(selfSignedCertificate().der)).toBe(false);
});
