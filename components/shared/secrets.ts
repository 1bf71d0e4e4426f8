import { arnPattern, formatArn, parseArn } from "./arn";

/** A secret that ECS gives to a container: of Secrets Manager or, as an encrypted parameter, of SSM. */
export interface SecretReference {
  readonly service: "secretsmanager" | "ssm";
  readonly region: string;
  readonly partition: string;
  /** ARN that a policy names: of a secret by its partial ARN, a pattern of the whole one. */
  readonly arn: string;
  /** Key within the secret's JSON; undefined where the whole secret is the value. */
  readonly jsonKey?: string;
}

/** What Secrets Manager appends to a secret's name in its ARN. */
const SUFFIX = "-[A-Za-z0-9]{6}";
/**
 * What ECS allows behind a secret's ARN: nothing, or all of `:json-key:version-stage:version-id` (Amazon ECS Developer
 * Guide, "Pass sensitive data").
 */
const TAIL = "(?::[^\\s:]*:[^\\s:]*:[^\\s:]*)?";

const SECRET_ARN = arnPattern({ service: "secretsmanager", resource: "secret:[^\\s:]+" });
const SECRET_VALUE = arnPattern({ service: "secretsmanager", resource: `secret:[^\\s:]+${TAIL}` });
const WHOLE_SECRET_VALUE = arnPattern({ service: "secretsmanager", resource: `secret:[^\\s:]+${SUFFIX}${TAIL}` });
const PARAMETER = arnPattern({ service: "ssm", resource: "parameter/\\S+" });

/**
 * Pattern of a `valueFrom` of a container's secrets (Amazon ECS API Reference, Secret) that names a parameter, or a
 * secret by its whole ARN: of one without what AWS appends, nobody can tell where the name ends.
 */
export const WHOLE_VALUE_FROM = new RegExp(`${WHOLE_SECRET_VALUE.source}|${PARAMETER.source}`);

/**
 * Pattern of a secret's name or ARN, by which it is read (AWS Secrets Manager API Reference, CreateSecret,
 * GetSecretValue).
 */
export const SECRET_ID = new RegExp(`^[\\w/+=.@-]{1,512}$|${SECRET_ARN.source}`);

/** Whether an ARN is that of a secret of Secrets Manager, without a JSON key or version behind it. */
export function isSecretArn(arn: string): boolean {
  return SECRET_ARN.test(arn);
}

/**
 * What a `valueFrom` of a container's secrets refers to; undefined when ECS would not understand it. A partial ARN,
 * which ends with the secret's name, is found by Secrets Manager, but its permission goes by the whole one (AWS Secrets
 * Manager User Guide, "Secrets Manager secret ARN"). One whose name itself ends with a hyphen and six characters can't
 * be told.
 */
export function secretReference(valueFrom: string): SecretReference | undefined {
  const { resource, ...scope } = parseArn(valueFrom);
  const { partition, region } = scope;
  if (PARAMETER.test(valueFrom)) return { service: "ssm", partition, region, arn: valueFrom };
  if (!SECRET_VALUE.test(valueFrom)) return undefined;
  const [, name = "", jsonKey = ""] = resource.split(":");
  const suffix = new RegExp(`${SUFFIX}$`).test(name) ? "" : "-??????";
  return {
    service: "secretsmanager",
    partition,
    region,
    arn: formatArn({ ...scope, resource: `secret:${name}${suffix}` }),
    jsonKey: jsonKey === "" ? undefined : jsonKey,
  };
}
