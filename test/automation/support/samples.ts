import type { StateResource } from "../../../automation/engine/engine";
import { revision, SERVICE_ARN } from "./fake-aws";

const PREFIX = "urn:pulumi:staging::proofpix::";

export const SERVICE_URN = `${PREFIX}aws:ecs/service:Service::web`;

/** The service of a state. */
export function serviceResource(taskDefinition = revision(2), more: Partial<StateResource> = {}): StateResource {
  const properties = { taskDefinition, desiredCount: 2, name: "web" };
  return {
    urn: SERVICE_URN,
    type: "aws:ecs/service:Service",
    id: SERVICE_ARN,
    inputs: properties,
    outputs: { ...properties, arn: SERVICE_ARN },
    ...more,
  };
}

/** An alarm of a state. */
export function alarmResource(name: string, region = "eu-west-1"): StateResource {
  return {
    urn: `${PREFIX}aws:cloudwatch/metricAlarm:MetricAlarm::${name}`,
    type: "aws:cloudwatch/metricAlarm:MetricAlarm",
    id: name,
    outputs: { arn: `arn:aws:cloudwatch:${region}:123456789012:alarm:${name}` },
  };
}
