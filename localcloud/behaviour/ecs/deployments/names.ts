import { lastPartOf } from "../../../../components/shared/arn";

/** Smallest number of 19 digits: what AWS numbers revisions with. */
const SMALLEST = 10n ** 18n;

/** Hexadecimal digits that make a number large enough to draw one of 19 digits from. */
const DIGITS = 16;

/** A new ARN of a revision (Amazon ECS API Reference, ServiceRevision). */
export function newRevisionArn(serviceArn: string, draw: (digits: number) => string): string {
  const number = (BigInt(`0x${draw(DIGITS)}`) % (9n * SMALLEST)) + SMALLEST;
  return `${serviceArn.replace(":service/", ":service-revision/")}/${number}`;
}

/** A new ARN of a deployment (Amazon ECS API Reference, ServiceDeployment). */
export function newDeploymentArn(serviceArn: string, draw: (digits: number) => string): string {
  return `${serviceArn.replace(":service/", ":service-deployment/")}/${draw(21)}`;
}

/**
 * What the tasks of a revision say they were started by: it has the revision's number (terraform-provider-aws,
 * `findPrimaryDeploymentARN`).
 */
export function deploymentIdOf(revisionArn: string): string {
  return `ecs-svc/${lastPartOf(revisionArn)}`;
}

/** ARN of the cluster of a service. */
export function clusterArnOf(serviceArn: string): string {
  return serviceArn.slice(0, serviceArn.lastIndexOf("/")).replace(":service/", ":cluster/");
}
