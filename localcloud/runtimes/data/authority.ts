/** A certificate with its key, in PEM. */
export interface IssuedCertificate {
  readonly key: string;
  readonly cert: string;
}

/** The certificate authority that vouches for this machine's stand-ins of AWS. */
export interface CertificateAuthority {
  /** File of its certificate, which clients are given. */
  readonly file: string;
  /** Issues a certificate for domains, each possibly with a wildcard. */
  issue(domains: readonly string[]): IssuedCertificate;
}
