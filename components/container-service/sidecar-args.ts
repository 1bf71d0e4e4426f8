import type * as pulumi from "@pulumi/pulumi";
import type { CpuQuantity, DurationQuantity, SizeQuantity } from "../shared/quantity";
import type { SecretSource } from "../shared/secret-source";
import type { ContainerDependency } from "./container-dependencies";
import type { ContainerHealthCheckArgs } from "./container-health-check";
import type { VolumeMount } from "./mounts";

/** How ECS asks a sidecar whether it is healthy; it says itself how it is asked. */
export interface SidecarHealthCheckArgs extends Omit<ContainerHealthCheckArgs, "command" | "path"> {
  /**
   * Command that runs in the container and exits with 0 when it is healthy: `["CMD", program, argument, …]`, or
   * `["CMD-SHELL", line]`, which needs a shell in the image.
   */
  readonly command: readonly string[];
}

/**
 * A further container of each task, beside the application: confined as that is, with the same network address, roles
 * and log group. Adding, changing or removing one deploys.
 */
export interface SidecarArgs {
  /** Name of the container, unique in the task, by which ECS Exec and log streams know it. */
  readonly name: string;
  /** Image by digest, `repository@sha256:…`. */
  readonly image: pulumi.Input<string>;
  /**
   * ARN of the Secrets Manager secret with `username` and `password` of a private registry.
   * @default - an image of ECR, or a public one
   */
  readonly registryCredentialsArn?: pulumi.Input<string> | undefined;
  /** Program that runs, in place of the image's entry point. @default - the image's entry point */
  readonly entryPoint?: readonly string[];
  /** Arguments of that program, in place of the image's command. @default - the image's command */
  readonly command?: readonly string[];
  /** Environment variables, in plain text; they count towards the 64 KiB of the task definition. @default - none */
  readonly environment?: Readonly<Record<string, pulumi.Input<string>>> | undefined;
  /**
   * Environment variables whose values ECS reads when it starts a task, as `secrets` of the service.
   * @default - none
   */
  readonly secrets?: Readonly<Record<string, SecretSource>>;
  /**
   * CPU that the container gets when all of the task's is asked for, such as `"250m"`; part of the service's `cpu`, of
   * which the application gets what the sidecars leave.
   * @default - next to nothing while other containers of the task are busy, where any sidecar says its own
   */
  readonly cpu?: CpuQuantity;
  /**
   * Memory above which the container is killed, such as `"256Mi"`; part of the service's `memory`.
   * @default - what the other containers of the task leave
   */
  readonly memory?: SizeQuantity;
  /**
   * Numeric user and group that the container runs as. Root (`"0:0"`) is for a sidecar that `runsFirst`, so that it can
   * fill volumes; without any capability it may do there no more than their owner.
   * @default "1000:1000"
   */
  readonly user?: `${number}` | `${number}:${number}`;
  /** Whether the container can write to `writablePaths` and `mounts` only. @default true */
  readonly readonlyRootFilesystem?: boolean;
  /** Paths below which this container alone may write, as `writablePaths` of the service. @default ["/tmp"] */
  readonly writablePaths?: readonly string[];
  /** Volumes of the task that it shares with other containers. @default - none */
  readonly mounts?: readonly VolumeMount[];
  /**
   * Whether the task ends when this container does. One that isn't essential stays away once it has ended, until the
   * task is replaced.
   * @default - true, but for one that `runsFirst`
   */
  readonly essential?: boolean;
  /**
   * Whether it prepares the task: it has to end with success before the application and all other sidecars start.
   * Several run one after another, in the order in which they are listed. Where one fails, the task does.
   * @default false
   */
  readonly runsFirst?: boolean;
  /**
   * Containers for which it waits. It is stopped before they are. Those that `runsFirst` are waited for by all others
   * anyway.
   * @default - none: it starts together with the application
   */
  readonly dependsOn?: readonly ContainerDependency[];
  /**
   * TCP port on which it accepts connections, unlike those of other containers, which reach it at `localhost`.
   * `clients` of the service may connect to it.
   * @default - none
   */
  readonly port?: number;
  /** Time between SIGTERM and SIGKILL, up to `"120s"`. @default - the service's `stopTimeout` */
  readonly stopTimeout?: DurationQuantity;
  /**
   * How ECS asks the container whether it is healthy; an essential one that isn't ends the task.
   * @default - not at all
   */
  readonly containerHealthCheck?: SidecarHealthCheckArgs;
}
