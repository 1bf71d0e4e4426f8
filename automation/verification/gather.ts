import {
  DescribeAlarmsCommand,
  type DescribeAlarmsCommandOutput,
  type MetricAlarm,
  type CompositeAlarm,
} from "@aws-sdk/client-cloudwatch";
import { DescribeServicesCommand, type LoadBalancer, type Service } from "@aws-sdk/client-ecs";
import { DescribeTargetHealthCommand } from "@aws-sdk/client-elastic-load-balancing-v2";
import { parseArn } from "../../components/shared/arn";
import { askingAws } from "../aws/retries";
import type { AutomationContext } from "../context";
import { newestDeployment } from "./deployments";
import type { Expectation, ExpectedService } from "./expectation";
import type { AlarmFacts, EndpointFacts, Facts, ServiceFacts, TargetFacts, TargetGroupFacts } from "./facts";

/** Amazon ECS API Reference, DescribeServices: `services`. */
const SERVICES_AT_ONCE = 10;
/** Amazon CloudWatch API Reference, DescribeAlarms: `AlarmNames`. */
const ALARMS_AT_ONCE = 100;

type GatherContext = Pick<AutomationContext, "aws" | "clock" | "emit" | "signal" | "probe" | "isObserved">;

/** Asks AWS and the health endpoints for all that an expectation is about. */
export async function gather(expected: Expectation, context: GatherContext): Promise<Facts> {
  const [services, alarms, endpoints] = await Promise.all([
    gatherServices(expected.services, context),
    gatherAlarms(expected.alarms, context),
    Promise.all(expected.healthUrls.map((url) => gatherEndpoint(url, context))),
  ]);
  return { services, alarms, endpoints };
}

/** Asks ECS and the load balancers for services. */
export async function gatherServices(
  expected: readonly ExpectedService[],
  context: Omit<GatherContext, "probe">,
): Promise<ServiceFacts[]> {
  const { isObserved = () => true } = context;
  return askingAws("the state of services", context, async () => {
    const described = await describeServices(expected, context);
    return Promise.all(
      expected.map(async ({ arn, cluster }) => {
        const service = described.find(({ serviceArn }) => serviceArn === arn);
        if (service === undefined) return absent(arn);
        return { ...(await serviceFacts(arn, cluster, service, context)), isObserved: await isObserved(arn) };
      }),
    );
  });
}

/** Asks CloudWatch for alarms. Those that it doesn't have are left out. */
export async function gatherAlarms(
  names: readonly string[],
  context: Omit<GatherContext, "probe">,
): Promise<AlarmFacts[]> {
  return askingAws("the state of alarms", context, async () => {
    const answers = await Promise.all(chunks(names, ALARMS_AT_ONCE).map((some) => describeAlarms(some, context)));
    return answers.flatMap(({ MetricAlarms = [], CompositeAlarms = [] }) =>
      [...MetricAlarms, ...CompositeAlarms].map(alarmFacts),
    );
  });
}

async function describeServices(
  expected: readonly ExpectedService[],
  { aws }: Pick<GatherContext, "aws">,
): Promise<Service[]> {
  const requests = [...new Set(expected.map(({ cluster }) => cluster))].flatMap((cluster) =>
    chunks(
      expected.filter((each) => each.cluster === cluster).map(({ arn }) => arn),
      SERVICES_AT_ONCE,
    ).map((services) => ({ cluster, services })),
  );
  const answers = await Promise.all(requests.map((request) => aws.ecs.send(new DescribeServicesCommand(request))));
  return answers.flatMap(({ services = [] }) => services);
}

function absent(arn: string): ServiceFacts {
  return { arn, isActive: false, isObserved: true, desired: 0, running: 0, pending: 0, targetGroups: [] };
}

async function serviceFacts(
  arn: string,
  cluster: string,
  { status, taskDefinition, desiredCount = 0, runningCount = 0, pendingCount = 0, loadBalancers = [] }: Service,
  { aws }: Pick<GatherContext, "aws">,
): Promise<Omit<ServiceFacts, "isObserved">> {
  const [deployment, targetGroups] = await Promise.all([
    newestDeployment({ cluster, service: arn }, aws.ecs),
    Promise.all(loadBalancers.map((each) => targetGroupFacts(each, aws))),
  ]);
  return {
    arn,
    isActive: status === "ACTIVE",
    ...(taskDefinition !== undefined && { taskDefinition }),
    ...{ desired: desiredCount, running: runningCount, pending: pendingCount },
    ...(deployment !== undefined && { deployment }),
    targetGroups: targetGroups.flat(),
  };
}

/** A Classic Load Balancer has no target group, and isn't asked. */
async function targetGroupFacts(
  { targetGroupArn, advancedConfiguration }: LoadBalancer,
  aws: AutomationContext["aws"],
): Promise<TargetGroupFacts[]> {
  if (targetGroupArn === undefined) return [];
  const arns = [targetGroupArn, advancedConfiguration?.alternateTargetGroupArn].filter((arn) => arn !== undefined);
  const targets = await Promise.all(arns.map((arn) => targetsOf(arn, aws)));
  const [, name = targetGroupArn] = parseArn(targetGroupArn).resource.split("/");
  return [{ name, targets: targets.flat() }];
}

async function targetsOf(TargetGroupArn: string, aws: AutomationContext["aws"]): Promise<TargetFacts[]> {
  const answer = await aws.elasticLoadBalancing.send(new DescribeTargetHealthCommand({ TargetGroupArn }));
  return (answer.TargetHealthDescriptions ?? []).map(({ Target, TargetHealth: { State = "", Reason } = {} }) => ({
    id: `${Target?.Id ?? ""}:${Target?.Port ?? ""}`,
    state: State,
    ...(Reason !== undefined && { reason: Reason }),
  }));
}

function describeAlarms(
  AlarmNames: string[],
  { aws }: Pick<GatherContext, "aws">,
): Promise<DescribeAlarmsCommandOutput> {
  const request = { AlarmNames, AlarmTypes: ["MetricAlarm" as const, "CompositeAlarm" as const], MaxRecords: 100 };
  return aws.cloudWatch.send(new DescribeAlarmsCommand(request));
}

function alarmFacts({
  AlarmName = "",
  StateValue,
  StateReason,
  AlarmActions = [],
}: MetricAlarm | CompositeAlarm): AlarmFacts {
  return {
    name: AlarmName,
    state: StateValue ?? "INSUFFICIENT_DATA",
    ...(StateReason !== undefined && { reason: StateReason }),
    actions: AlarmActions,
  };
}

async function gatherEndpoint(url: string, { probe, signal }: GatherContext): Promise<EndpointFacts> {
  return { url, ...(await probe(url, signal)) };
}

function chunks<T>(all: readonly T[], most: number): T[][] {
  const count = Math.ceil(all.length / most);
  return Array.from({ length: count }, (_, index) => all.slice(index * most, (index + 1) * most));
}
