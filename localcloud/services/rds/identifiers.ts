import { createHash, randomBytes } from "node:crypto";
import { arn } from "../../model/identifiers";
import type { DocumentedLimit } from "../../model/limits";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/**
 * Hosted zones of the databases' host names (Amazon RDS API Reference, Endpoint, HostedZoneId). The zones of further
 * regions are made up.
 */
const HOSTED_ZONES: Readonly<Record<string, string>> = {
  "eu-central-1": "Z1RLNUO7B9Q6NB",
  "eu-west-1": "Z29XKXDKYMONMX",
  "us-east-1": "Z2R2ITUGPM61AM",
  "us-west-2": "Z1PVIF0B656C1W",
};

/** An identifier that AWS draws and that never changes, such as `db-ABCDEFGHIJKLMNOPQRSTUVWXYZ`. */
export function resourceId(prefix: string): string {
  return `${prefix}-${[...randomBytes(26)].map((byte) => LETTERS[byte % LETTERS.length]).join("")}`;
}

/** ARN of a resource of Amazon RDS (Amazon RDS User Guide, "Amazon Resource Names (ARNs) in Amazon RDS"). */
export function rdsArn(
  { region, accountId }: { readonly region: string; readonly accountId: string },
  kind: string,
  name: string,
): string {
  return arn("rds", region, accountId, `${kind}:${name}`);
}

/**
 * Host name of a database: its identifier, a token of account and region, the region.
 * @param kind `cluster`, `cluster-ro` or `proxy` for what isn't an instance.
 */
export function hostName(
  name: string,
  { region, accountId }: { readonly region: string; readonly accountId: string },
  kind?: "cluster" | "cluster-ro" | "proxy",
): string {
  const token = draw(`${accountId} ${region}`, 12);
  return `${name}.${kind === undefined ? "" : `${kind}-`}${token}.${region}.rds.amazonaws.com`;
}

export function hostedZoneId(region: string): string {
  return HOSTED_ZONES[region] ?? `Z${draw(region, 13).toUpperCase()}`;
}

/** Small letters and digits that are always the same for a seed; the first one is a letter. */
function draw(seed: string, length: number): string {
  const digits = BigInt(`0x${createHash("sha256").update(seed).digest("hex")}`).toString(36);
  return `c${digits.slice(1, length)}`;
}

/** The rules of identifiers of instances, clusters and snapshots, with the name of the request's parameter. */
export function identifierLimits(parameter: string, maxLength = 63): readonly DocumentedLimit[] {
  return [
    {
      document: "Amazon RDS API Reference, CreateDBInstance",
      pattern: "^[a-zA-Z](-?[a-zA-Z0-9])*$",
      code: "InvalidParameterValue",
      message: () =>
        `The parameter ${parameter} is not a valid identifier. Identifiers must begin with a letter; must contain only ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens.`,
    },
    {
      document: "Amazon RDS API Reference, CreateDBInstance",
      maxLength,
      code: "InvalidParameterValue",
      message: () => `The parameter ${parameter} must not be longer than ${maxLength} characters.`,
    },
  ];
}

/** The same for identifiers of which the provider takes small letters only (its source, rds/validate.go). */
export function lowerCaseIdentifierLimits(parameter: string, input: string): readonly DocumentedLimit[] {
  return [
    ...identifierLimits(parameter),
    {
      document: "Amazon RDS API Reference, CreateDBInstance, which stores small letters",
      pattern: "^[0-9a-z-]+$",
      code: "InvalidParameterValue",
      message: () => `only lowercase alphanumeric characters and hyphens allowed in "${input}"`,
    },
  ];
}
