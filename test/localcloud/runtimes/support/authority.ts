import { Authority, authorityFile } from "../../../../localcloud/dataplane/tls/authority";
import type { CertificateAuthority } from "../../../../localcloud/runtimes/data/authority";

/** The local cloud's authority, in a folder of a test. */
export function testAuthority(directory: string): CertificateAuthority {
  const authority = Authority.open(directory);
  return { file: authorityFile(directory), issue: (domains) => authority.issue(domains) };
}
