/** A secret's ARN without the JSON key and version that ECS allows behind it, and the service that holds it. */
export interface SecretReference {
  readonly service: "secretsmanager" | "ssm";
  readonly region: string;
  readonly partition: string;
  /** ARN that a policy names: of a secret by its partial ARN, a pattern of the whole one. */
  readonly arn: string;
}

/**
 * The tail is nothing, or all of `:json-key:version-stage:version-id` (Amazon ECS Developer Guide, "Pass sensitive
 * data").
 */
const SECRET =
  /^(?<arn>arn:(?<partition>aws[\w-]*):secretsmanager:(?<region>[a-z0-9-]+):\d{12}:secret:[^:]+)(?::[^:]*:[^:]*:[^:]*)?$/;

const PARAMETER = /^(?<arn>arn:(?<partition>aws[\w-]*):ssm:(?<region>[a-z0-9-]+):\d{12}:parameter\/.+)$/;

/** What Secrets Manager appends to a secret's name in its ARN. */
const SUFFIX = /-[A-Za-z0-9]{6}$/;

/**
 * What a `valueFrom` of a container's secrets refers to; undefined when ECS would not understand it. A partial ARN, which
 * ends with the secret's name, is found by Secrets Manager, but its permission goes by the whole one (AWS Secrets Manager
 * User Guide, "Secrets Manager secret ARN"). One whose name itself ends with a hyphen and six characters can't be told.
 */
export function secretReference(valueFrom: string): SecretReference | undefined {
  const secret = matched(SECRET, valueFrom, "secretsmanager");
  if (secret === undefined) return matched(PARAMETER, valueFrom, "ssm");
  return SUFFIX.test(secret.arn) ? secret : { ...secret, arn: `${secret.arn}-??????` };
}

function matched(pattern: RegExp, valueFrom: string, service: SecretReference["service"]): SecretReference | undefined {
  const { arn, partition, region } = pattern.exec(valueFrom)?.groups ?? {};
  if (arn === undefined || partition === undefined || region === undefined) return undefined;
  return { service, partition, region, arn };
}
