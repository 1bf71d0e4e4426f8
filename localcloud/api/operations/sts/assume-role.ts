import { AwsError } from "../../../model/aws-error";
import { globalArn } from "../../../model/identifiers";
import type { CloudResource } from "../../../model/resource";
import { number, text } from "../../../model/values";
import { roleByArn } from "../../../services/iam/role-reference";
import { allows } from "../../../services/shared/policy-evaluation";
import { policyOf } from "../../../services/shared/policy-rules";
import { getCallerIdentity } from "../../../services/sts/identity";
import type { ApiCall, ApiContext, ApiOperation } from "../../operation";

const USUAL_SECONDS = 3600;
const LEAST_SECONDS = 900;

/**
 * AWS STS API Reference, AssumeRole: a role of the account whose trust policy lets the caller in. The credentials mean
 * as little as those that the caller has: nobody's permission is asked here, and they don't expire.
 */
export const assumeRole: ApiOperation = (call, context) => {
  const { input, region } = call;
  const roleArn = text(input, "RoleArn") ?? "";
  const session = text(input, "RoleSessionName") ?? "";
  const role = roleByArn(roleArn, context.cloud);
  if (role === undefined || !isTrusted(role, call, context)) {
    throw new AwsError(
      "AccessDenied",
      `User: ${callerArn(call, context)} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
    );
  }
  const seconds = durationOf(call, role);
  const name = String(role.computed.name);
  const { draw, now, cloud } = context;
  const output = {
    Credentials: {
      AccessKeyId: `ASIA${draw(16).toUpperCase()}`,
      SecretAccessKey: draw(40),
      SessionToken: draw(64),
      Expiration: now + seconds * 1000,
    },
    AssumedRoleUser: {
      AssumedRoleId: `${String(role.computed.uniqueId)}:${session}`,
      Arn: globalArn("sts", region, cloud.accountId, `assumed-role/${name}/${session}`),
    },
  };
  return { output: () => output };
};

function callerArn({ region }: ApiCall, { cloud }: ApiContext): string {
  return String(getCallerIdentity.call({ args: {}, region, configuration: {}, cloud }).arn);
}

/** The caller may assume every role by its own policies, so that a trust in its account is enough. */
function isTrusted(role: CloudResource, call: ApiCall, context: ApiContext): boolean {
  const trust = policyOf(role.inputs, "assumeRolePolicy", "trust");
  if (trust === undefined) return false;
  const { accountId } = context.cloud;
  const externalId = text(call.input, "ExternalId");
  const names = [callerArn(call, context), accountId, globalArn("iam", call.region, accountId, "root")];
  return names.some((value) =>
    allows(trust, {
      principal: { type: "AWS", value },
      action: "sts:AssumeRole",
      context: { "sts:ExternalId": externalId ?? "", "aws:PrincipalArn": callerArn(call, context) },
    }),
  );
}

/** AWS STS API Reference, AssumeRole: `DurationSeconds`. */
function durationOf({ input }: ApiCall, { inputs }: CloudResource): number {
  const seconds = number(input, "DurationSeconds") ?? USUAL_SECONDS;
  const most = number(inputs, "maxSessionDuration") ?? USUAL_SECONDS;
  if (seconds >= LEAST_SECONDS && seconds <= most) return seconds;
  throw new AwsError(
    "ValidationError",
    seconds < LEAST_SECONDS
      ? `1 validation error detected: Value '${seconds}' at 'durationSeconds' failed to satisfy constraint: ` +
          `Member must have value greater than or equal to ${LEAST_SECONDS}`
      : "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
  );
}
