import { AwsError } from "../../../model/aws-error";
import type { RunningTarget } from "../../../behaviour/model/target";
import type { CloudResource } from "../../../model/resource";
import { number, object, objects, text, type Properties } from "../../../model/values";
import { type ApiContext, reading, type ServiceOperations } from "../../operation";
import { pageOf } from "../pages";
import { MARKED_PAGES } from "./load-balancers";
import { askedFor, loadBalancersOfGroup, TARGET_GROUP } from "./lookup";

/** Elastic Load Balancing API Reference, DescribeTargetGroups and DescribeTargetHealth. */
export const targetGroupOperations: ServiceOperations = {
  DescribeTargetGroups: reading((call, context) => {
    const groups = askedFor(TARGET_GROUP, call, context, {
      ...{ arns: "TargetGroupArns", names: "Names" },
      ...{ code: "TargetGroupNotFound", what: "target groups" },
    });
    const loadBalancerArn = text(call.input, "LoadBalancerArn");
    const found = groups.filter(
      ({ id }) => loadBalancerArn === undefined || loadBalancersOfGroup(id, context).includes(loadBalancerArn),
    );
    const { elements, next } = pageOf(found, call.input, MARKED_PAGES);
    return { TargetGroups: elements.map((each) => targetGroupForm(each, context)), ...next };
  }),
  DescribeTargetHealth: reading(({ input }, { cloud, running }) => {
    const arn = text(input, "TargetGroupArn") ?? "";
    const group = cloud.find(TARGET_GROUP, arn);
    if (group === undefined) throw new AwsError("TargetGroupNotFound", "One or more target groups not found");
    const asked = objects(input, "Targets");
    const found = running
      .all("target")
      .filter(({ targetGroupArn }) => targetGroupArn === arn)
      .filter((target) => asked.length === 0 || asked.some((each) => isTarget(target, each)));
    const unknown = asked.filter((each) => !found.some((target) => isTarget(target, each)));
    return {
      TargetHealthDescriptions: [
        ...found.map((target) => healthForm(target, group)),
        ...unknown.map((Target) => ({ Target, TargetHealth: NOT_REGISTERED })),
      ],
    };
  }),
};

/** Elastic Load Balancing API Reference, TargetHealth: `Reason`. */
const NOT_REGISTERED = {
  State: "unused",
  Reason: "Target.NotRegistered",
  Description: "Target is not registered to the target group",
};

function isTarget({ targetId, port }: RunningTarget, asked: Properties): boolean {
  const askedPort = number(asked, "Port");
  return targetId === asked.Id && (askedPort === undefined || askedPort === port);
}

function healthForm(
  { targetId, port, availabilityZone, ...target }: RunningTarget,
  { inputs }: CloudResource,
): Properties {
  const checked = text(inputs, "healthCheck.port") ?? "traffic-port";
  return {
    Target: { Id: targetId, Port: port, AvailabilityZone: availabilityZone },
    HealthCheckPort: checked === "traffic-port" ? String(port) : checked,
    TargetHealth: { State: target.state, Reason: target.reason, Description: target.description },
  };
}

function targetGroupForm({ id, inputs, computed }: CloudResource, context: ApiContext): Properties {
  const check = { ...object(inputs, "healthCheck"), ...object(computed, "healthCheck") };
  return {
    TargetGroupArn: id,
    TargetGroupName: computed.name,
    Protocol: inputs.protocol,
    ProtocolVersion: computed.protocolVersion,
    Port: inputs.port,
    VpcId: inputs.vpcId,
    HealthCheckProtocol: text(check, "protocol"),
    HealthCheckPort: text(check, "port"),
    HealthCheckEnabled: check.enabled ?? true,
    HealthCheckIntervalSeconds: number(check, "interval"),
    HealthCheckTimeoutSeconds: number(check, "timeout"),
    HealthyThresholdCount: number(check, "healthyThreshold"),
    UnhealthyThresholdCount: number(check, "unhealthyThreshold"),
    HealthCheckPath: text(check, "path"),
    Matcher: check.matcher === undefined ? undefined : { HttpCode: check.matcher },
    LoadBalancerArns: loadBalancersOfGroup(id, context),
    TargetType: inputs.targetType ?? "instance",
    IpAddressType: computed.ipAddressType,
  };
}
