import type { CloudReader } from "../../model/resource";
import { text } from "../../model/values";
import { invalid } from "./invalid";

/** Policies of services and of EC2 groups; alarms name either by its ARN (Amazon CloudWatch API Reference, PutMetricAlarm, AlarmActions). */
const SCALING_POLICIES = ["aws:appautoscaling/policy:Policy", "aws:autoscaling/policy:Policy"];

/** Types of policy that take no alarm but their own or none (Application Auto Scaling User Guide, "How target tracking scaling works"). */
const WITHOUT_ALARMS = ["TargetTrackingScaling", "PredictiveScaling"];

/** Refuses a policy that an alarm could not set going. */
export function requireScalingPolicy(action: string, input: string, cloud: CloudReader): void {
  const policy = SCALING_POLICIES.flatMap((type) => cloud.ofType(type)).find(({ computed }) => computed.arn === action);
  if (policy === undefined) throw invalid(`the scaling policy ${action} does not exist`, input);
  const type = text(policy.inputs, "policyType") ?? "";
  if (!WITHOUT_ALARMS.includes(type)) return;
  throw invalid(`a policy of type ${type} is not started by alarms: ${action}`, input);
}
