import {
  DescribeServiceDeploymentsCommand,
  type ECSClient,
  ListServiceDeploymentsCommand,
  type ServiceDeployment,
} from "@aws-sdk/client-ecs";
import type { DeploymentFacts } from "./facts";

/** Statuses of service deployments that go on (Amazon ECS API Reference, ServiceDeployment: `status`). */
const UNDER_WAY = ["PENDING", "IN_PROGRESS", "STOP_REQUESTED", "ROLLBACK_REQUESTED", "ROLLBACK_IN_PROGRESS"];

/** A service, by ARN, in a cluster. */
export interface ServiceIn {
  readonly cluster: string;
  readonly service: string;
}

/** Whether a service deployment goes on. */
export function isUnderWay({ status }: Pick<DeploymentFacts, "status">): boolean {
  return UNDER_WAY.includes(status);
}

/** The newest service deployment of a service; ECS tells those of the last 90 days. */
export async function newestDeployment(
  { cluster, service }: ServiceIn,
  ecs: ECSClient,
): Promise<DeploymentFacts | undefined> {
  const { serviceDeployments = [] } = await ecs.send(new ListServiceDeploymentsCommand({ cluster, service }));
  const [newest] = serviceDeployments.sort((one, other) => timeOf(other) - timeOf(one));
  if (newest?.serviceDeploymentArn === undefined) return undefined;
  const arns = [newest.serviceDeploymentArn];
  const answer = await ecs.send(new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: arns }));
  return deploymentFacts(answer.serviceDeployments?.[0] ?? newest);
}

function deploymentFacts({
  serviceDeploymentArn = "",
  status,
  statusReason,
  lifecycleStage,
  targetServiceRevision,
}: ServiceDeployment): DeploymentFacts {
  const percent = targetServiceRevision?.requestedProductionTrafficWeight;
  return {
    arn: serviceDeploymentArn,
    status: status ?? "PENDING",
    ...(statusReason !== undefined && { reason: statusReason }),
    ...(lifecycleStage !== undefined && { stage: lifecycleStage }),
    ...(percent !== undefined && { trafficPercent: percent }),
  };
}

function timeOf({ createdAt }: { readonly createdAt?: Date }): number {
  return createdAt?.getTime() ?? 0;
}
