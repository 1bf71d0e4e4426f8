import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Architecture, DEFAULT_ARCHITECTURE } from "../shared/architecture";
import { parseArn } from "../shared/arn";
import { durationSeconds } from "../shared/quantity";
import { valuesFrom } from "../shared/secret-source";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { CapacitySettings } from "./capacity";
import { containerDefinitions, DEFAULT_USER } from "./container-definitions";
import { containerHealthCheck } from "./container-health-check";
import type { ContainerServiceArgs, ServiceChildren } from "./args";
import type { TaskRoles } from "./task-roles";
import { ephemeralStorageGibibytes, taskSize } from "./task-size";
import { fittingStopTimeout } from "./waits";
import { type ScratchVolume, scratchVolumes } from "./writable-paths";

/** Names of architectures (Amazon ECS API Reference, RuntimePlatform). */
const CPU_ARCHITECTURES: Readonly<Record<Architecture, string>> = { x86_64: "X86_64", arm64: "ARM64" };

/** Resources and settings that a task definition refers to. */
export interface TaskDependencies {
  readonly compatibility: CapacitySettings["compatibility"];
  readonly roles: TaskRoles;
  readonly logGroupName: pulumi.Input<string>;
}

/** Registers the service's task definition. Old revisions stay, so that a rollback can return to them. */
export function createTaskDefinition(
  { name, parent, tags, transform }: ServiceChildren,
  args: ContainerServiceArgs,
  { compatibility, roles, logGroupName }: TaskDependencies,
): aws.ecs.TaskDefinition {
  const size = taskSize(args);
  const storage = compatibility === "FARGATE" ? ephemeralStorageGibibytes(args.storage) : undefined;
  const volumes = serviceVolumes(args);
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
        volumes: volumes.map((volume) => ({ name: volume.name })),
        containerDefinitions: definitionsText(args, volumes, logGroupName),
        skipDestroy: true,
        tags: namedTags(name, tags),
      },
      { parent },
    ),
  );
}

function serviceVolumes(args: ContainerServiceArgs): ScratchVolume[] {
  const readonly = args.readonlyRootFilesystem ?? true;
  return scratchVolumes(args.writablePaths ?? ["/tmp"], readonly && (args.enableExecuteCommand ?? false));
}

function definitionsText(
  args: ContainerServiceArgs,
  volumes: readonly ScratchVolume[],
  logGroupName: pulumi.Input<string>,
): pulumi.Output<string> {
  return pulumi
    .output({
      image: args.image,
      environment: args.environment ?? {},
      secrets: valuesFrom(args.secrets),
      registryCredentialsArn: args.registryCredentialsArn,
      logGroupName,
      clusterArn: args.cluster.clusterArn,
    })
    .apply(({ clusterArn, ...known }) =>
      JSON.stringify(
        containerDefinitions({
          ...known,
          region: parseArn(clusterArn).region,
          command: args.command,
          port: args.port,
          healthCheck: containerHealthCheck(args.containerHealthCheck, args.port),
          user: args.user ?? DEFAULT_USER,
          readonlyRootFilesystem: args.readonlyRootFilesystem ?? true,
          scratchVolumes: volumes,
          stopTimeoutSeconds: durationSeconds(args.stopTimeout ?? fittingStopTimeout(undefined)),
          openFileLimit: args.openFileLimit ?? 65_535,
        }),
      ),
    );
}
