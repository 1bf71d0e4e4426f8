import { X509Certificate } from "node:crypto";
import { amazonAuthorities } from "./amazon-authorities.cjs";

/** File of the authorities, below a part's configuration. */
export const AUTHORITIES_FILE = "rds-authorities.pem";

/**
 * Certificates of the authorities that sign those of the databases of a region, in PEM (Amazon RDS User Guide, "Using
 * SSL/TLS to encrypt a connection to a DB instance or cluster"). Each region has its own; of one that isn't known yet,
 * those of all. Servers alone have them: RDS Proxy has certificates of Amazon's public authorities.
 */
export function databaseAuthorities(region: string): string {
  const all = amazonAuthorities();
  const ofRegion = all.filter((certificate) =>
    new X509Certificate(certificate).subject.includes(`CN=Amazon RDS ${region} Root CA `),
  );
  const certificates = ofRegion.length > 0 ? ofRegion : all;
  return certificates.map((certificate) => `${certificate.trim()}\n`).join("");
}
