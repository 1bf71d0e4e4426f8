/** A secret's ARN without the JSON key and version that ECS allows behind it, and the service that holds it. */
export interface SecretReference {
  readonly service: "secretsmanager" | "ssm";
  readonly region: string;
  readonly partition: string;
  /** ARN that a policy names. */
  readonly arn: string;
}

/**
 * The tail is nothing, or all of `:json-key:version-stage:version-id` (Amazon ECS Developer Guide, "Pass sensitive
 * data").
 */
const SECRET =
  /^(?<arn>arn:(?<partition>aws[\w-]*):secretsmanager:(?<region>[a-z0-9-]+):\d{12}:secret:[^:]+)(?::[^:]*:[^:]*:[^:]*)?$/;

const PARAMETER = /^(?<arn>arn:(?<partition>aws[\w-]*):ssm:(?<region>[a-z0-9-]+):\d{12}:parameter\/.+)$/;

/** What a `valueFrom` of a container's secrets refers to; undefined when ECS would not understand it. */
export function secretReference(valueFrom: string): SecretReference | undefined {
  return matched(SECRET, valueFrom, "secretsmanager") ?? matched(PARAMETER, valueFrom, "ssm");
}

function matched(pattern: RegExp, valueFrom: string, service: SecretReference["service"]): SecretReference | undefined {
  const { arn, partition, region } = pattern.exec(valueFrom)?.groups ?? {};
  if (arn === undefined || partition === undefined || region === undefined) return undefined;
  return { service, partition, region, arn };
}
