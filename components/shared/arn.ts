import { partitionOf } from "./region";

/** Parts of an Amazon Resource Name (IAM User Guide, "Amazon Resource Names"). */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  /** Empty for a resource of a global service, such as IAM. */
  readonly region: string;
  /** Empty for an S3 bucket, whose name no other account has. */
  readonly accountId: string;
  /** The rest, with its colons: `cluster/web`, `secret:shop/database-AbCdEf`. */
  readonly resource: string;
}

/**
 * Parts of an ARN; those that it lacks are empty.
 * @param arn undefined where a test's mocks give resources none, so that a program can be tested with plain ones.
 */
export function parseArn(arn: string | undefined): Arn {
  const [, partition = "", service = "", region = "", accountId = "", ...resource] = (arn ?? "").split(":");
  return { partition, service, region, accountId, resource: resource.join(":") };
}

/**
 * What stands behind the last slash of an ARN: a service's or a cluster's name, a task's id. A name stays as it is.
 */
export function lastPartOf(arn: string): string {
  return arn.slice(arn.lastIndexOf("/") + 1);
}

/** The ARN with these parts. */
export function formatArn({ partition, service, region, accountId, resource }: Arn): string {
  return `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
}

/** Whether an ARN is that of a resource in a region, and so in its partition. */
export function isArnIn(region: string, arn: string): boolean {
  const parts = parseArn(arn);
  return parts.region === region && parts.partition === partitionOf(region);
}

/** Sources of patterns for the parts of an ARN. */
interface ArnGrammar {
  readonly service: string;
  /** @default - a region */
  readonly region?: string;
  /** @default - an account's 12 digits */
  readonly accountId?: string;
  readonly resource: string;
}

/** Any partition: whether a resource is in the one that it is used in, its region tells. */
const PARTITION = "aws(?:-[a-z]+)*";
/** No service that is global has a region in its ARNs. */
const GLOBAL = "";

/** Pattern of the ARNs of a kind of resource. */
export function arnPattern({ service, region = "[a-z0-9-]+", accountId = "\\d{12}", resource }: ArnGrammar): RegExp {
  return new RegExp(`^arn:${PARTITION}:${service}:${region}:${accountId}:${resource}$`);
}

/** A certificate of ACM (AWS Certificate Manager API Reference, CertificateDetail). */
export const CERTIFICATE_ARN = arnPattern({ service: "acm", resource: "certificate/[\\w-]+" });

/**
 * A KMS key, also of several regions; not an alias, which policies don't know (AWS KMS Developer Guide, "Key
 * identifiers").
 */
export const KMS_KEY_ARN = arnPattern({
  service: "kms",
  resource: "key/(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32})",
});

/** A Lambda function, perhaps with a version or alias (AWS Lambda API Reference, FunctionConfiguration). */
export const FUNCTION_ARN = arnPattern({ service: "lambda", resource: "function:[\\w-]+(?::[\\w$-]+)?" });

/** A role with its path (IAM API Reference, CreateRole). */
export const ROLE_ARN = arnPattern({
  service: "iam",
  region: GLOBAL,
  resource: "role/(?:[\\x21-\\x7e]+/)?[\\w+=,.@-]{1,64}",
});

/** A managed policy, of AWS or of an account (IAM API Reference, AttachRolePolicy). */
export const MANAGED_POLICY_ARN = arnPattern({
  service: "iam",
  region: GLOBAL,
  accountId: "(?:aws|\\d{12})",
  resource: "policy/[\\w+=,.@/-]+",
});

/** What a statement of a policy may be about: any resource, with wildcards but for the service. */
export const STATEMENT_RESOURCE_ARN = arnPattern({
  service: "[a-z0-9-]+",
  region: "[a-z0-9*-]*",
  accountId: "(?:\\d{12}|aws|\\*)?",
  resource: "\\S+",
});
