import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Architecture, DEFAULT_ARCHITECTURE } from "../shared/architecture";
import { parseArn } from "../shared/arn";
import type { Children } from "../shared/children";
import { keepingInputs } from "../shared/kept-inputs";
import { valuesFrom } from "../shared/secret-source";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { CapacitySettings } from "./capacity";
import { containerDefinitions } from "./container-definitions";
import { type ContainerArgs, taskContainers, volumeNames } from "./containers";
import type { ContainerServiceArgs, ContainerServiceTransforms } from "./args";
import type { TaskRoles } from "./task-roles";
import { ephemeralStorageGibibytes, taskSize } from "./task-size";

/** Names of architectures (Amazon ECS API Reference, RuntimePlatform). */
const CPU_ARCHITECTURES: Readonly<Record<Architecture, string>> = { x86_64: "X86_64", arm64: "ARM64" };

/** Resources and settings that a task definition refers to. */
export interface TaskDependencies {
  readonly compatibility: CapacitySettings["compatibility"];
  readonly roles: TaskRoles;
  readonly logGroupName: pulumi.Input<string>;
}

/** The arguments of which a task definition is made. */
export type TaskDefinitionArgs = ContainerArgs &
  Pick<
    ContainerServiceArgs,
    "architecture" | "cluster" | "environment" | "image" | "memory" | "registryCredentialsArn" | "secrets" | "storage"
  >;

/** Registers a task definition. Old revisions stay, so that a rollback can return to them. */
export function createTaskDefinition(
  { name, parent, tags, transform }: Children<Pick<ContainerServiceTransforms, "taskDefinition">>,
  args: TaskDefinitionArgs,
  { compatibility, roles, logGroupName }: TaskDependencies,
): aws.ecs.TaskDefinition {
  const size = taskSize(args);
  const storage = compatibility === "FARGATE" ? ephemeralStorageGibibytes(args.storage) : undefined;
  return new aws.ecs.TaskDefinition(
    ...transformed(
      transform.taskDefinition,
      name,
      {
        family: name,
        requiresCompatibilities: [compatibility],
        networkMode: "awsvpc",
        cpu: String(size.cpuUnits),
        memory: String(size.memoryMebibytes),
        runtimePlatform: {
          operatingSystemFamily: "LINUX",
          cpuArchitecture: CPU_ARCHITECTURES[args.architecture ?? DEFAULT_ARCHITECTURE],
        },
        ...(storage !== undefined && { ephemeralStorage: { sizeInGib: storage } }),
        executionRoleArn: roles.executionRole.arn,
        taskRoleArn: roles.taskRole.arn,
        volumes: volumeNames(args).map((volumeName) => ({ name: volumeName })),
        containerDefinitions: definitionsText(args, logGroupName),
        skipDestroy: true,
        tags: namedTags(name, tags),
      },
      keepingInputs(["family"], { parent }),
    ),
  );
}

function definitionsText(args: TaskDefinitionArgs, logGroupName: pulumi.Input<string>): pulumi.Output<string> {
  const { sidecars = [], cluster } = args;
  return pulumi
    .output({
      application: deployedContainer(args),
      sidecars: sidecars.map(deployedContainer),
      logGroupName,
      clusterArn: cluster.clusterArn,
    })
    .apply(({ clusterArn, ...known }) => {
      const containers = taskContainers(args, { ...known, region: parseArn(clusterArn).region });
      return JSON.stringify(containerDefinitions(containers.application, containers.sidecars));
    });
}

type DeployedArgs = Pick<ContainerServiceArgs, "environment" | "image" | "registryCredentialsArn" | "secrets">;

function deployedContainer({ image, environment = {}, secrets, registryCredentialsArn }: DeployedArgs) {
  return { image, environment, secrets: valuesFrom(secrets), registryCredentialsArn };
}
