import { refuse } from "../../model/aws-error";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation, Rule } from "../../model/resource-type";
import { flag, isProperties, text } from "../../model/values";
import { warningOf } from "../../model/warning";
import { missingPermission } from "../iam/role-permissions";
import { roleByArn } from "../iam/role-reference";
import { secretNamed, secretStringOf, versionsOf } from "../secretsmanager/secret-lookup";
import { parseJson } from "../shared/inputs";

const CONFIGURATION = "httpEndpointConfiguration";
const SECRET = `${CONFIGURATION}.secretsManagerConfiguration`;
const BACKUP = `${CONFIGURATION}.s3Configuration`;

/** What Data Firehose takes, and nothing is delivered then. */
export const deliveryRules: readonly Rule[] = [
  warningOf(requireReadableSecret, "no record is delivered"),
  warningOf(requireBucket, "what can't be delivered is lost"),
];

/**
 * Amazon Data Firehose Developer Guide, "Authenticate with AWS Secrets Manager": `{"api_key": "…"}` for an endpoint.
 */
function requireReadableSecret(operation: Operation): void {
  const { inputs, region, cloud } = operation;
  if (flag(inputs, `${SECRET}.enabled`) !== true) return;
  const secretArn = text(inputs, `${SECRET}.secretArn`) ?? "";
  const secret = secretNamed(secretArn, region, cloud);
  const problem =
    secret === undefined
      ? `Secrets Manager has no secret ${secretArn}`
      : (reasonOfContent(secret, cloud) ?? reasonNotToRead(secret, operation));
  if (problem !== undefined) refuse("InvalidArgumentException", problem, `${SECRET}.secretArn`);
}

function reasonOfContent(secret: CloudResource, cloud: CloudReader): string | undefined {
  const latest = versionsOf(secret, cloud).at(-1);
  const content = parseJson((latest && secretStringOf(latest)) ?? "");
  return isProperties(content) && "api_key" in content
    ? undefined
    : `the secret ${secret.id} isn't {"api_key": "…"} in JSON`;
}

function reasonNotToRead(secret: CloudResource, { inputs, cloud }: Operation): string | undefined {
  const roleArn = text(inputs, `${SECRET}.roleArn`) ?? text(inputs, `${CONFIGURATION}.roleArn`);
  const role = roleByArn(roleArn ?? "", cloud);
  const needed = [{ action: "secretsmanager:GetSecretValue", resource: secret.id }];
  const isMissing = role !== undefined && missingPermission(role, needed, cloud) !== undefined;
  return isMissing ? `the role ${role.id} may not read the secret ${secret.id}` : undefined;
}

/** Amazon Data Firehose Developer Guide, "Grant Firehose access to an Amazon S3 destination". */
function requireBucket({ inputs, cloud }: Operation): void {
  const bucketArn = text(inputs, `${BACKUP}.bucketArn`) ?? "";
  const problem = (message: string): never => refuse("InvalidArgumentException", message, `${BACKUP}.bucketArn`);
  const bucket = cloud.ofType("aws:s3/bucket:Bucket").find(({ computed }) => computed.arn === bucketArn);
  if (bucket === undefined) return problem(`there is no bucket ${bucketArn}`);
  const role = roleByArn(text(inputs, `${BACKUP}.roleArn`) ?? "", cloud);
  const needed = [{ action: "s3:PutObject", resource: `${bucketArn}/failed` }];
  if (role === undefined || missingPermission(role, needed, cloud) === undefined) return;
  problem(`the role ${role.id} may not write to ${bucketArn}`);
}
