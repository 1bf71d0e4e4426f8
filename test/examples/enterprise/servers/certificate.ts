import { execFileSync } from "node:child_process";
import { join } from "node:path";

export interface CertificateFiles {
  readonly certificate: string;
  readonly key: string;
}

/** A certificate that vouches for itself, for a server of the name `localhost`. */
export function createCertificate(directory: string): CertificateFiles {
  const files = { certificate: join(directory, "certificate.pem"), key: join(directory, "key.pem") };
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", files.key];
  const certificate = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-days", "2"];
  execFileSync("openssl", ["req", "-x509", ...key, ...certificate, "-out", files.certificate], { stdio: "pipe" });
  return files;
}
