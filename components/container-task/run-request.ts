import type * as pulumi from "@pulumi/pulumi";
import type { Capacity } from "../container-service";
import { INSTANCE_PLACEMENT } from "../container-service/capacity";
import { parseArn } from "../shared/arn";

/** Which part of the tasks a capacity provider runs (Amazon ECS API Reference, "CapacityProviderStrategyItem"). */
export interface TaskCapacityProvider {
  /** Name of the capacity provider. */
  readonly capacityProvider: pulumi.Input<string>;
  /** Tasks that run on it before shares count. @default 0 */
  readonly base?: number;
  /** Share of the tasks beyond the base. */
  readonly weight: number;
}

/** Where tasks run, as `RunTask` is told it. */
export interface TaskPlacement {
  /** Undefined where capacity providers say it. */
  readonly launchType: "FARGATE" | undefined;
  /** Undefined where the launch type says it. */
  readonly capacityProviders: readonly TaskCapacityProvider[] | undefined;
  /** How instances are chosen; undefined on Fargate. */
  readonly strategies: readonly { readonly type: string; readonly field: string }[] | undefined;
}

/** Fargate on demand. */
export const DEFAULT_CAPACITY: Capacity = { kind: "fargate" };

/**
 * Where tasks of a capacity run. Fargate on demand is asked for by its launch type, with which a cluster needs no
 * capacity provider.
 */
export function taskPlacement(capacity: Capacity): TaskPlacement {
  if (capacity.kind === "fargate") {
    if (capacity.spot === undefined) {
      return { launchType: "FARGATE", capacityProviders: undefined, strategies: undefined };
    }
    const { onDemandBase = 0, onDemandWeight = 0, weight = 1 } = capacity.spot;
    const onDemand = { capacityProvider: "FARGATE", base: onDemandBase, weight: onDemandWeight };
    return {
      launchType: undefined,
      capacityProviders: [
        ...(onDemandBase + onDemandWeight === 0 ? [] : [onDemand]),
        { capacityProvider: "FARGATE_SPOT", weight },
      ],
      strategies: undefined,
    };
  }
  return {
    launchType: undefined,
    capacityProviders: [{ capacityProvider: capacity.name, weight: 1 }],
    strategies: INSTANCE_PLACEMENT,
  };
}

/** What a request to run a task is made of, every value known. */
export interface RunFacts {
  readonly clusterArn: string;
  /** ARN of the revision, or of the family for its newest one. */
  readonly taskDefinitionArn: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly placement: pulumi.Unwrap<TaskPlacement>;
  readonly enableExecuteCommand: boolean;
}

/** The parameters of `RunTask`, in the shape that AWS's SDKs and command line take (Amazon ECS API Reference). */
export interface RunTaskParameters {
  /** ARN of the cluster. */
  readonly cluster: string;
  /** ARN of the revision that runs. */
  readonly taskDefinition: string;
  /** `"FARGATE"`; absent where capacity providers are named. */
  readonly launchType?: "FARGATE";
  /** Capacity providers that run the task; absent where the launch type says it. */
  readonly capacityProviderStrategy?: readonly pulumi.Unwrap<TaskCapacityProvider>[];
  /** How instances are chosen; absent on Fargate. */
  readonly placementStrategy?: readonly { readonly type: string; readonly field: string }[];
  /** Subnets and security groups of the task, without a public address. */
  readonly networkConfiguration: {
    readonly awsvpcConfiguration: {
      readonly subnets: readonly string[];
      readonly securityGroups: readonly string[];
      readonly assignPublicIp: "DISABLED";
    };
  };
  /** The task has the tags of its definition. */
  readonly propagateTags: "TASK_DEFINITION";
  /** The task has ECS's own tags, too. */
  readonly enableECSManagedTags: true;
  /** Whether people whom IAM allows it may open a shell in the task. */
  readonly enableExecuteCommand: boolean;
}

/** The request that runs a task once. */
export function runTaskParameters(facts: RunFacts): RunTaskParameters {
  const { launchType, capacityProviders, strategies } = facts.placement;
  return {
    cluster: facts.clusterArn,
    taskDefinition: facts.taskDefinitionArn,
    ...(launchType !== undefined && { launchType }),
    ...(capacityProviders !== undefined && {
      capacityProviderStrategy: capacityProviders,
    }),
    ...(strategies !== undefined && { placementStrategy: strategies }),
    networkConfiguration: {
      awsvpcConfiguration: {
        subnets: facts.subnetIds,
        securityGroups: facts.securityGroupIds,
        assignPublicIp: "DISABLED",
      },
    },
    propagateTags: "TASK_DEFINITION",
    enableECSManagedTags: true,
    enableExecuteCommand: facts.enableExecuteCommand,
  };
}

/** The command of AWS's command line that runs a task once. */
export function runTaskCommand(parameters: RunTaskParameters): string {
  const { region } = parseArn(parameters.cluster);
  return `aws ecs run-task --region ${region} --cli-input-json ${quoted(JSON.stringify(parameters))}`;
}

/** As a shell takes a text without looking into it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
