import type { SecureVersion } from "node:tls";

/** The versions of TLS that a listener speaks. */
export interface TlsVersions {
  readonly minVersion: SecureVersion;
  readonly maxVersion: SecureVersion;
}

/**
 * The versions of a security policy, which its name tells (User Guide for Application Load Balancers, "Security
 * policies"). The ciphers are Node's.
 */
export function tlsVersionsOf(policy: string): TlsVersions {
  const maxVersion = policy.startsWith("ELBSecurityPolicy-TLS13") ? "TLSv1.3" : "TLSv1.2";
  return { minVersion: lowestOf(policy), maxVersion };
}

function lowestOf(policy: string): SecureVersion {
  const lowest = /(?:TLS13|TLS|FS)-1-([0-3])/.exec(policy)?.[1];
  switch (lowest) {
    case "1":
      return "TLSv1.1";
    case "2":
      return "TLSv1.2";
    case "3":
      return "TLSv1.3";
    default:
      return "TLSv1";
  }
}
