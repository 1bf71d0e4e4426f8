import { arnPattern, parseArn } from "../../../components/shared/arn";
import { refuse } from "../../model/aws-error";
import type { CloudReader } from "../../model/resource";
import type { Operation } from "../../model/resource-type";
import { text, valuesAt } from "../../model/values";
import { warningOf } from "../../model/warning";
import { NotModelledError } from "../shared/inputs";
import { publishingProblem } from "../sns/publishing";
import { INVALID } from "./refusal";

const SERVICE = "cloudwatch.amazonaws.com";

/** An ARN of any service, perhaps of one without regions or accounts. */
const ACTION_ARN = arnPattern({
  service: "[a-z0-9-]+",
  region: "[a-z0-9-]*",
  accountId: "[^:]*",
  resource: ".+",
});

const ACTIONS = ["alarmActions[]", "insufficientDataActions[]", "okActions[]"];

/** What happens to an action that can't be taken; AWS checks its ARN and region only. */
const CONSEQUENCE = "the action is never taken, and nobody is told";

/** Refuses actions that CloudWatch can't read, and warns of those that could never be taken. */
export function requireActions(alarmArn: string, operation: Operation): void {
  for (const { path, value } of ACTIONS.flatMap((action) => valuesAt(operation.inputs, action))) {
    const action = String(value);
    requireReadable(action, path, operation);
    warningOf(() => {
      requireTakeable(action, path, { alarmArn, operation });
    }, CONSEQUENCE)(operation);
  }
}

interface Alarm {
  readonly alarmArn: string;
  readonly operation: Operation;
}

function requireReadable(action: string, input: string, operation: Operation): void {
  const { service, region } = parseArn(action);
  if (!ACTION_ARN.test(action)) refuse(INVALID, `Invalid arn syntax: ${action}`, input);
  if (service !== "sns" && !isScaling(action)) {
    throw new NotModelledError(
      "alarm actions other than SNS topics and scaling policies",
      [input],
      "services/cloudwatch/alarm-actions.ts",
    );
  }
  if (region === operation.region) return;
  refuse(INVALID, `Invalid region ${region} specified. Only ${operation.region} is supported.`, input);
}

function isScaling(action: string): boolean {
  return parseArn(action).resource.startsWith("scalingPolicy:");
}

function requireTakeable(action: string, input: string, alarm: Alarm): void {
  if (isScaling(action)) requireScalingPolicy(action, input, alarm.operation.cloud);
  else requireTopic(action, input, alarm);
}

/** The policy that SNS gives a topic admits whoever acts for its account, as CloudWatch does. */
function requireTopic(action: string, input: string, { alarmArn, operation }: Alarm): void {
  const problem = topicProblem(action, alarmArn, operation.cloud);
  if (problem !== undefined) refuse(INVALID, problem, input);
}

/** What keeps an alarm from publishing to a topic; undefined where nothing does. */
export function topicProblem(topicArn: string, alarmArn: string, cloud: CloudReader): string | undefined {
  const { accountId } = cloud;
  const context = { "aws:SourceArn": alarmArn, "aws:SourceAccount": accountId, "aws:SecureTransport": "true" };
  return publishingProblem(topicArn, { service: SERVICE, context, isAdmittedByDefault: true }, cloud);
}

/**
 * Policies of services and of EC2 groups; alarms name either by its ARN (Amazon CloudWatch API Reference,
 * PutMetricAlarm, AlarmActions).
 */
const SCALING_POLICIES = ["aws:appautoscaling/policy:Policy", "aws:autoscaling/policy:Policy"];

/**
 * Types of policy that a user's alarms can't start (Application Auto Scaling User Guide, "How target tracking scaling
 * works").
 */
const WITHOUT_ALARMS = ["TargetTrackingScaling", "PredictiveScaling"];

/** Refuses a policy that an alarm can't start. */
export function requireScalingPolicy(action: string, input: string, cloud: CloudReader): void {
  const policy = SCALING_POLICIES.flatMap((type) => cloud.ofType(type)).find(({ computed }) => computed.arn === action);
  if (policy === undefined) refuse(INVALID, `the scaling policy ${action} does not exist`, input);
  const type = text(policy.inputs, "policyType") ?? "";
  if (!WITHOUT_ALARMS.includes(type)) return;
  refuse(INVALID, `a policy of type ${type} is not started by alarms: ${action}`, input);
}
