import { createHash, randomBytes, sign, X509Certificate, type KeyObject } from "node:crypto";
import { AsnConvert, OctetString } from "@peculiar/asn1-schema";
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  ExtendedKeyUsage,
  Extension,
  Extensions,
  GeneralName,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_subjectAltName,
  id_ce_subjectKeyIdentifier,
  id_kp_serverAuth,
  KeyIdentifier,
  KeyUsage,
  KeyUsageFlags,
  Name,
  RelativeDistinguishedName,
  SubjectAlternativeName,
  SubjectKeyIdentifier,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from "@peculiar/asn1-x509";

/** ECDSA with SHA-256 (RFC 5758, section 3.2). */
const ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
const COMMON_NAME = "2.5.4.3";

/** What a certificate says. */
export interface CertificateContent {
  readonly commonName: string;
  readonly publicKey: KeyObject;
  /** Names that it is for; none for an authority's own. */
  readonly domains: readonly string[];
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** Who signs a certificate. */
export interface Issuer {
  readonly commonName: string;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** Issues a certificate (RFC 5280), in PEM. One without domains is an authority's. */
export function issueCertificate(content: CertificateContent, issuer: Issuer): string {
  const algorithm = new AlgorithmIdentifier({ algorithm: ECDSA_WITH_SHA256 });
  const tbsCertificate = new TBSCertificate({
    version: Version.v3,
    serialNumber: serialNumber(),
    signature: algorithm,
    issuer: nameOf(issuer.commonName),
    validity: new Validity({ notBefore: content.notBefore, notAfter: content.notAfter }),
    subject: nameOf(content.commonName),
    subjectPublicKeyInfo: AsnConvert.parse(spki(content.publicKey), SubjectPublicKeyInfo),
    extensions: new Extensions([...usageOf(content), ...keyIdentifiers(content, issuer)]),
  });
  const signed = Buffer.from(AsnConvert.serialize(tbsCertificate));
  const signatureValue = bytes(sign("sha256", signed, issuer.privateKey));
  const certificate = new Certificate({ tbsCertificate, signatureAlgorithm: algorithm, signatureValue });
  return new X509Certificate(Buffer.from(AsnConvert.serialize(certificate))).toString();
}

/** A positive number of 20 octets at most (RFC 5280, section 4.1.2.2). */
function serialNumber(): ArrayBuffer {
  const number = randomBytes(16);
  number[0] = ((number[0] ?? 0) & 0x7f) | 0x40;
  return bytes(number);
}

function nameOf(commonName: string): Name {
  const value = new AttributeValue({ utf8String: commonName });
  return new Name([new RelativeDistinguishedName([new AttributeTypeAndValue({ type: COMMON_NAME, value })])]);
}

function usageOf({ domains }: CertificateContent): Extension[] {
  if (domains.length === 0) {
    const usage = KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign;
    return [
      extension(id_ce_basicConstraints, new BasicConstraints({ cA: true, pathLenConstraint: 0 }), true),
      extension(id_ce_keyUsage, new KeyUsage(usage), true),
    ];
  }
  const names = domains.map((dNSName) => new GeneralName({ dNSName }));
  return [
    extension(id_ce_basicConstraints, new BasicConstraints({ cA: false }), true),
    extension(id_ce_keyUsage, new KeyUsage(KeyUsageFlags.digitalSignature), true),
    extension(id_ce_extKeyUsage, new ExtendedKeyUsage([id_kp_serverAuth]), false),
    extension(id_ce_subjectAltName, new SubjectAlternativeName(names), false),
  ];
}

function keyIdentifiers({ publicKey }: CertificateContent, issuer: Issuer): Extension[] {
  const keyIdentifier = new KeyIdentifier(identifierOf(issuer.publicKey));
  return [
    extension(id_ce_subjectKeyIdentifier, new SubjectKeyIdentifier(identifierOf(publicKey)), false),
    extension(id_ce_authorityKeyIdentifier, new AuthorityKeyIdentifier({ keyIdentifier }), false),
  ];
}

function extension(extnID: string, value: object, critical: boolean): Extension {
  return new Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });
}

function identifierOf(publicKey: KeyObject): ArrayBuffer {
  return bytes(createHash("sha256").update(spki(publicKey)).digest().subarray(0, 20));
}

function spki(publicKey: KeyObject): Buffer {
  return publicKey.export({ type: "spki", format: "der" });
}

/** The bytes alone, without the pool that Node's buffers share. */
function bytes(buffer: Buffer): ArrayBuffer {
  return new Uint8Array(buffer).buffer;
}
