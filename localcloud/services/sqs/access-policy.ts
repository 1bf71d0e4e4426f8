import { refuse } from "../../model/aws-error";
import type { DocumentedLimit } from "../../model/limits";
import type { Operation, Rule } from "../../model/resource-type";
import { isProperties, text, type Properties } from "../../model/values";
import { warningOf } from "../../model/warning";
import { parseJson } from "../shared/inputs";
import type { PolicyDocument } from "../shared/policy-document";
import { fail } from "../shared/policy-error";
import { matches } from "../shared/policy-evaluation";
import { policyOf, policyRule } from "../shared/policy-rules";
import { QUEUE } from "./queue-lookup";

/** Amazon SQS Developer Guide, "Amazon SQS policy quotas". */
const MOST = { bytes: 8192, statements: 20, principals: 50, conditions: 10, actions: 7 };

export const accessPolicyLimits: readonly DocumentedLimit[] = [
  {
    document: "Amazon SQS Developer Guide, Amazon SQS policy quotas",
    maxLength: MOST.bytes,
    code: "InvalidAttributeValue",
    message: () => `Invalid value for the parameter Policy. Reason: it is longer than ${MOST.bytes} bytes`,
  },
];

/** What SQS demands of a queue's policy, and what it takes although it comes to nothing. */
export const accessPolicyRules: readonly Rule[] = [
  policyRule({
    input: "policy",
    kind: "resource",
    code: "InvalidAttributeValue",
    demands: [requireActionsOfQueues, requireWithinQuotas],
  }),
  requireVersion,
  warningOf(requireTheQueue, "a statement on another resource than the queue never applies"),
];

function requireActionsOfQueues({ statements }: PolicyDocument): void {
  statements.forEach(({ actions, notActions }, index) => {
    const foreign = [...actions, ...notActions].find((action) => !/^(sqs:|\*$)/i.test(action));
    if (foreign === undefined) return;
    fail(
      `Value for parameter Policy is invalid. Reason: Policy statement action out of service scope!, got ${foreign}`,
      `Statement[${index}].Action`,
    );
  });
}

function requireWithinQuotas({ statements }: PolicyDocument): void {
  requireAtMost(statements.length, MOST.statements, "statements", "Statement");
  statements.forEach(({ actions, notActions }, index) => {
    requireAtMost(actions.length + notActions.length, MOST.actions, "actions", `Statement[${index}].Action`);
  });
  const principals = statements.flatMap((each) => [...each.principals, ...each.notPrincipals]);
  requireAtMost(principals.length, MOST.principals, "principals", "Statement");
  const conditions = statements.flatMap((each) => each.conditions);
  requireAtMost(conditions.length, MOST.conditions, "conditions", "Statement");
}

function requireAtMost(count: number, most: number, what: string, path: string): void {
  if (count <= most) return;
  fail(`Value for parameter Policy is invalid. Reason: at most ${most} ${what} are allowed, got ${count}`, path);
}

/** The provider waits in vain for a policy without it (its resource aws_sqs_queue_policy). */
function requireVersion({ inputs }: Operation): void {
  const policy = policyObject(inputs);
  if (policy === undefined || policy.Version === "2012-10-17") return;
  refuse(
    "Timeout",
    "timeout while waiting for state to become 'equal' (last state: 'notequal'): the policy must say \"Version\": \"2012-10-17\"",
    "policy",
  );
}

function requireTheQueue({ inputs, cloud, previous }: Operation): void {
  const queue = cloud.find(QUEUE, text(inputs, "queueUrl") ?? previous?.id ?? "");
  const queueArn = queue && text(queue.computed, "arn");
  if (queueArn === undefined) return;
  policyOf(inputs, "policy", "resource")?.statements.forEach(({ resources, notResources }, index) => {
    const foreign = [...resources, ...notResources].find((resource) => !matches(resource, queueArn));
    if (foreign === undefined) return;
    refuse("InvalidAttributeValue", `${foreign} is not the queue ${queueArn}`, `policy: Statement[${index}].Resource`);
  });
}

function policyObject(inputs: Properties): Properties | undefined {
  const { policy } = inputs;
  const content = typeof policy === "string" ? parseJson(policy) : policy;
  return isProperties(content) ? content : undefined;
}
