import { createSecureContext, type SecureContext } from "node:tls";
import { wildcardExpression } from "../routing/wildcard";
import { Authority, authorityFile, type IssuedCertificate } from "./authority";

/** The certificates of all listeners, issued when they are first needed. Their keys are in memory only. */
export class Certificates {
  /** File of the authority's own certificate, which clients have to trust. */
  readonly authorityFile: string;
  private authority: Authority | undefined;
  private readonly known = new Map<string, IssuedCertificate & { readonly context: SecureContext }>();

  constructor(private readonly directory: string) {
    this.authorityFile = authorityFile(directory);
  }

  /** The certificate for some domains. */
  issued(domains: readonly string[]): IssuedCertificate & { readonly context: SecureContext } {
    const id = domains.join(",");
    const known = this.known.get(id);
    if (known !== undefined) return known;
    this.authority ??= Authority.open(this.directory);
    const issued = this.authority.issue(domains);
    const made = { ...issued, context: createSecureContext(issued) };
    this.known.set(id, made);
    return made;
  }

  /**
   * What a listener with several certificates shows to a client that names a server: the certificate for that name, or
   * the default one (User Guide for Application Load Balancers, "SSL certificates").
   *
   * @param certificates domains of each certificate, the default one first
   */
  contextFor(serverName: string, certificates: readonly (readonly string[])[]): SecureContext {
    const fitting = certificates.find((domains) => domains.some((domain) => covers(domain, serverName)));
    return this.issued(fitting ?? certificates[0] ?? ["localhost"]).context;
  }
}

/** Whether a certificate's name is for a server; a wildcard stands for one label (RFC 6125, section 6.4.3). */
export function covers(domain: string, serverName: string): boolean {
  if (!domain.startsWith("*.")) return domain.toLowerCase() === serverName.toLowerCase();
  const [, ...parents] = serverName.split(".");
  return parents.length > 0 && wildcardExpression(domain.slice(2), false).test(parents.join("."));
}
