import type { RunningChange } from "../../../behaviour/model/running";
import { type RunningTarget, targetKey } from "../../../behaviour/model/target";
import { AwsError } from "../../../model/aws-error";
import type { CloudResource } from "../../../model/resource";
import { number, objects, text, type Properties } from "../../../model/values";
import { contains } from "../../../services/shared/cidr";
import { type ApiCall, type ApiContext, type ApiOperation, done } from "../../operation";
import { TARGET_GROUP } from "./lookup";

/** A target that a request describes. */
type Described = Pick<RunningTarget, "availabilityZone" | "port" | "targetGroupArn" | "targetId">;

/**
 * Elastic Load Balancing API Reference, RegisterTargets: the port is the group's unless it is given. A target that
 * drains serves again.
 */
export const registerTargets: ApiOperation = (call, context) => {
  const changes = describedTargets(call, context).flatMap((described): RunningChange[] => {
    const id = targetKey(described);
    const known = context.running.find("target", id);
    if (known !== undefined && known.drainingSince === undefined) return [];
    const taskArn = taskBehind(described, context);
    const value: RunningTarget = {
      ...described,
      ...(taskArn === undefined ? {} : { taskArn }),
      state: "initial",
      registeredAt: context.now,
      isRegisteredByHand: true,
    };
    return [{ kind: "target", id, value }];
  });
  return done({ kind: "outcome", outcome: { changes } });
};

/**
 * Elastic Load Balancing API Reference, DeregisterTargets: the group's port unless it is given; what isn't there is
 * left.
 */
export const deregisterTargets: ApiOperation = (call, context) => {
  const group = requiredGroup(call, context);
  const ids = objects(call.input, "Targets").map((target) => targetKey({ ...identityOf(target, group) }));
  const changes = ids.flatMap((id): RunningChange[] => {
    const known = context.running.find("target", id);
    if (known === undefined || known.drainingSince !== undefined) return [];
    return [{ kind: "target", id, value: { ...known, state: "draining", drainingSince: context.now } }];
  });
  return done({ kind: "outcome", outcome: { changes } });
};

function requiredGroup({ input }: ApiCall, { cloud }: ApiContext): CloudResource {
  const arn = text(input, "TargetGroupArn") ?? "";
  const found = cloud.find(TARGET_GROUP, arn);
  if (found !== undefined) return found;
  throw new AwsError("TargetGroupNotFound", `Target groups '${arn}' not found`);
}

function identityOf(target: Properties, group: CloudResource): Omit<Described, "availabilityZone"> {
  return {
    targetGroupArn: group.id,
    targetId: text(target, "Id") ?? "",
    port: number(target, "Port") ?? number(group.inputs, "port") ?? 0,
  };
}

function describedTargets(call: ApiCall, context: ApiContext): Described[] {
  const group = requiredGroup(call, context);
  const zoneOf = ZONES[text(group.inputs, "targetType") ?? "instance"] ?? refuseType;
  return objects(call.input, "Targets").map((target) => ({
    ...identityOf(target, group),
    availabilityZone: zoneOf(text(target, "Id") ?? "", group, context),
  }));
}

type ZoneOf = (targetId: string, group: CloudResource, context: ApiContext) => string;

/** The zone of a target, by the type of its group's targets. */
const ZONES: Readonly<Record<string, ZoneOf>> = {
  instance: (id, _group, { running }) => {
    const instance = running.find("instance", id);
    if (instance !== undefined && instance.lifecycleState !== "Terminated") return instance.availabilityZone;
    throw new AwsError(
      "InvalidTarget",
      `The following targets are not in a running state and cannot be registered: '${id}'`,
    );
  },
  ip: (address, { inputs }, { cloud }) => {
    const vpcId = text(inputs, "vpcId");
    const subnet = cloud
      .ofType("aws:ec2/subnet:Subnet")
      .filter((each) => text(each.inputs, "vpcId") === vpcId)
      .find((each) => contains(text(each.inputs, "cidrBlock") ?? "", `${address}/32`));
    if (subnet !== undefined) return text(subnet.computed, "availabilityZone") ?? "";
    throw new AwsError(
      "InvalidTarget",
      `The IP address '${address}' is not within any subnet of the VPC '${vpcId ?? ""}'`,
    );
  },
};

const refuseType: ZoneOf = (_id, { inputs }) => {
  throw new AwsError(
    "InvalidTarget",
    `the local cloud registers no targets of type ${text(inputs, "targetType") ?? ""}; ` +
      "add them to localcloud/api/operations/elbv2/register-targets.ts",
  );
};

/** The task that has the address, in whose place the target is asked. */
function taskBehind({ targetId }: Described, { running }: ApiContext): string | undefined {
  const alive = running.all("task").filter(({ lastStatus }) => lastStatus !== "STOPPED");
  return alive.find(({ privateAddress }) => privateAddress === targetId)?.arn;
}
