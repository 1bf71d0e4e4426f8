import * as pulumi from "@pulumi/pulumi";
import { validateAlarmTopic } from "../alarm-topic/validate";
import { validateContainerImage } from "../container-image/validate";
import type { TargetFacts } from "../container-service";
import { validateContainerService } from "../container-service/validate";
import { validateEncryptionKey } from "../encryption-key/validate";
import { targetRequirements } from "../load-balancer/target-settings";
import { validateLoadBalancer } from "../load-balancer/validate";
import { validateNetwork } from "../network/validate";
import { ArgumentProblems } from "../shared/validation";
import type { WebServiceArgs } from "./args";
import { taggedReference } from "./image";
import {
  alarmActionsOf,
  alarmTopicArgs,
  containerServiceArgs,
  DEFAULT_TARGET,
  loadBalancerArgs,
  networkArgs,
  targetArgs,
  targetName,
  type WebServiceDependencies,
} from "./part-args";
import { validateParts } from "./validate-parts";
import { validateScaling } from "./validate-scaling";

/** Records what is wrong with the arguments: what the parts would refuse, and parts that don't go together. */
export function validateWebService(args: WebServiceArgs, problems: ArgumentProblems, name: string): void {
  const dependencies = notYetKnown(args);
  validateParts(args, problems);
  validateImage(args, problems);
  if (args.key === undefined) validateKey(name, problems);
  if (args.alarmTopic === undefined) validateTopic(args, dependencies, problems);
  if (args.network === undefined && args.availabilityZones !== undefined) {
    validateNetwork(networkArgs(args, dependencies), only(problems, /^availabilityZones/));
  }
  if (args.loadBalancer === undefined) validateEntrance(args, dependencies, name, problems);
  validateTasks(args, dependencies, problems);
  validateScaling(args, problems);
}

/** The parts that will be there, of which nothing is known yet: components leave outputs to AWS. */
function notYetKnown({ alarmTopic, capacity, cluster, network, image }: WebServiceArgs): WebServiceDependencies {
  const list = unknown().apply((text) => [text]);
  return {
    network: network ?? { vpcId: unknown(), cidrBlock: unknown(), publicSubnetIds: list, privateSubnetIds: list },
    keyArn: unknown(),
    alarmActions: alarmTopic === undefined ? [unknown()] : alarmActionsOf(alarmTopic),
    cluster: cluster ?? { clusterArn: unknown(), clusterName: unknown() },
    capacity: capacity ?? { kind: "fargate" },
    image: taggedReference(image) === undefined ? image : unknown(),
  };
}

function unknown(): pulumi.Output<string> {
  return pulumi.output("");
}

function validateImage({ image }: WebServiceArgs, problems: ArgumentProblems): void {
  const reference = taggedReference(image);
  if (reference === undefined) return;
  validateContainerImage(
    { source: { kind: "existing", reference } },
    problems.at(() => "image"),
  );
}

/** The key's alias is the only thing that isn't ours to choose. */
function validateKey(name: string, problems: ArgumentProblems): void {
  validateEncryptionKey({ accountId: unknown(), region: unknown() }, only(problems, /^name$/), name);
}

function validateTopic(args: WebServiceArgs, dependencies: WebServiceDependencies, problems: ArgumentProblems): void {
  validateAlarmTopic(
    { accountId: unknown(), ...alarmTopicArgs(args, dependencies) },
    problems.at((path) => (path.startsWith("tags") ? undefined : path.replace("emailRecipients", "alarmRecipients"))),
  );
}

function validateEntrance(
  args: WebServiceArgs,
  dependencies: WebServiceDependencies,
  name: string,
  problems: ArgumentProblems,
): void {
  const ofTarget = `targets.${DEFAULT_TARGET}.`;
  validateLoadBalancer(
    loadBalancerArgs(args, dependencies),
    problems.at((path) => {
      const own = path.startsWith(ofTarget) ? path.slice(ofTarget.length) : path;
      // The other parts record what is wrong with arguments that they share.
      return /^(?:accessLogRetentionDays|port|tags)/.test(own) ? undefined : own.replace(/^alarmActions/, "alarmTopic");
    }),
    name,
  );
}

function validateTasks(args: WebServiceArgs, dependencies: WebServiceDependencies, problems: ArgumentProblems): void {
  const target = args.loadBalancer === undefined ? plannedTarget(args) : args.loadBalancer.targets[targetName(args)];
  if (target === undefined) return;
  validateContainerService(
    { ...containerServiceArgs(args, target, dependencies), loadBalancer: { target } },
    problems.at((path) => {
      // The load balancer records what is wrong with the path that the container is asked for too.
      if (path === "containerHealthCheck.path" && args.containerHealthCheck === undefined) return undefined;
      return args.securityGroupIds === undefined ? path.replace(/^securityGroupIds/, "uses") : path;
    }),
  );
}

/** The target that there will be, with usual settings in place of wrong ones, which the load balancer records. */
function plannedTarget(args: WebServiceArgs): TargetFacts {
  const given = targetArgs(args);
  const requirements = new ArgumentProblems().attempt("target", () => targetRequirements(given));
  return { ...(requirements ?? targetRequirements({ port: given.port })), greenTargetGroupArn: unknown() };
}

function only(problems: ArgumentProblems, paths: RegExp): ArgumentProblems {
  return problems.at((path) => (paths.test(path) ? path : undefined));
}
