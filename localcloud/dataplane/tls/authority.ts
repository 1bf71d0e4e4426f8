import { createPrivateKey, createPublicKey, generateKeyPairSync, X509Certificate, type KeyObject } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { HOUR } from "../../behaviour/model/instant";
import { issueCertificate, type Issuer } from "./certificate";

const COMMON_NAME = "Local cloud on this machine";
const DAY = 24 * HOUR;
const LIFE_OF_AUTHORITY = 3650 * DAY;
/** What browsers and Apple's clients still accept. */
const LIFE_OF_CERTIFICATE = 397 * DAY;
/** An authority that ends before is made anew. */
const LEAST_LEFT = 400 * DAY;

/** A certificate with its key, in PEM. */
export interface IssuedCertificate {
  readonly key: string;
  readonly cert: string;
}

/**
 * The certificate authority of a local cloud. Its key never leaves its folder, which is this user's alone. Nothing on
 * this machine trusts it by itself: a client is given its certificate.
 */
export class Authority {
  private constructor(private readonly issuer: Issuer) {}

  /** The authority of a folder, made at its first use. */
  static open(directory: string): Authority {
    const issuer = kept(directory) ?? made(directory);
    return new Authority(issuer);
  }

  /** Issues a certificate for domains, each possibly with a wildcard. */
  issue(domains: readonly string[]): IssuedCertificate {
    const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const cert = issueCertificate(
      { commonName: domains[0] ?? "", publicKey, domains, ...lasting(LIFE_OF_CERTIFICATE) },
      this.issuer,
    );
    return { key: pem(privateKey), cert };
  }
}

/** Where an authority keeps its certificate. */
export function authorityFile(directory: string): string {
  return join(directory, "root.pem");
}

function keyFile(directory: string): string {
  return join(directory, "root-key.pem");
}

/** Undefined where there is none, or one that ends too soon, or that is damaged. */
function kept(directory: string): Issuer | undefined {
  try {
    const certificate = new X509Certificate(readFileSync(authorityFile(directory)));
    const privateKey = createPrivateKey(readFileSync(keyFile(directory)));
    const isLasting = Date.parse(certificate.validTo) > Date.now() + LEAST_LEFT;
    if (!isLasting || !certificate.checkPrivateKey(privateKey)) return undefined;
    return { commonName: COMMON_NAME, publicKey: createPublicKey(privateKey), privateKey };
  } catch {
    return undefined;
  }
}

function made(directory: string): Issuer {
  const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const issuer: Issuer = { commonName: COMMON_NAME, ...keys };
  const content = { ...issuer, domains: [], ...lasting(LIFE_OF_AUTHORITY) };
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  write(keyFile(directory), pem(keys.privateKey));
  write(authorityFile(directory), issueCertificate(content, issuer));
  return issuer;
}

/** From yesterday on, so that a clock that is a little behind does no harm. */
function lasting(life: number): { readonly notBefore: Date; readonly notAfter: Date } {
  const now = Date.now();
  return { notBefore: new Date(now - DAY), notAfter: new Date(now - DAY + life) };
}

function pem(key: KeyObject): string {
  return String(key.export({ type: "pkcs8", format: "pem" }));
}

function write(file: string, content: string): void {
  writeFileSync(`${file}.new`, content, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
