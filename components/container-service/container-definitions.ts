import type { ContainerHealthCheck } from "./container-health-check";
import type { ScratchVolume } from "./writable-paths";

/** Name of the service's one container, by which load balancer, ECS Exec and log streams know it. */
export const CONTAINER_NAME = "application";

/** A user without privileges, and its group. */
export const DEFAULT_USER = "1000:1000";

/** Events that wait in memory while CloudWatch Logs doesn't take them. */
const LOG_BUFFER = "25m";

/** Everything about the container, every value known. */
export interface ContainerSettings {
  readonly image: string;
  readonly command?: readonly string[];
  readonly port?: number;
  readonly environment: Readonly<Record<string, string>>;
  /** ARN of a secret or parameter by variable. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly registryCredentialsArn?: string;
  readonly healthCheck?: ContainerHealthCheck;
  readonly user: string;
  readonly readonlyRootFilesystem: boolean;
  readonly scratchVolumes: readonly ScratchVolume[];
  readonly stopTimeoutSeconds: number;
  readonly openFileLimit: number;
  readonly logGroupName: string;
  readonly region: string;
}

/** Container definitions as RegisterTaskDefinition takes them (Amazon ECS API Reference, "ContainerDefinition"). */
export function containerDefinitions(settings: ContainerSettings): object[] {
  return [
    {
      name: CONTAINER_NAME,
      image: settings.image,
      essential: true,
      ...(settings.command !== undefined && { command: settings.command }),
      ...(settings.registryCredentialsArn !== undefined && {
        repositoryCredentials: { credentialsParameter: settings.registryCredentialsArn },
      }),
      ...(settings.port !== undefined && { portMappings: [portMapping(settings.port)] }),
      ...(settings.healthCheck !== undefined && { healthCheck: settings.healthCheck }),
      environment: named(settings.environment, "value"),
      secrets: named(settings.secrets, "valueFrom"),
      mountPoints: settings.scratchVolumes.map(mountPoint),
      stopTimeout: settings.stopTimeoutSeconds,
      ...confinement(settings),
      ulimits: [{ name: "nofile", softLimit: settings.openFileLimit, hardLimit: settings.openFileLimit }],
      logConfiguration: logConfiguration(settings),
    },
  ];
}

/**
 * Fargate lets a task drop every capability, though it lets it add only one (Amazon ECS API Reference,
 * "KernelCapabilities").
 */
function confinement({ user, readonlyRootFilesystem }: ContainerSettings): object {
  return {
    user,
    privileged: false,
    readonlyRootFilesystem,
    linuxParameters: { capabilities: { drop: ["ALL"] }, initProcessEnabled: true },
  };
}

function portMapping(port: number): object {
  return { containerPort: port, hostPort: port, protocol: "tcp" };
}

function mountPoint({ name, containerPath }: ScratchVolume): object {
  return { sourceVolume: name, containerPath, readOnly: false };
}

/** Non-blocking: when CloudWatch Logs can't keep up, the oldest events are lost and the application goes on serving. */
function logConfiguration({ logGroupName, region }: ContainerSettings): object {
  return {
    logDriver: "awslogs",
    options: {
      "awslogs-group": logGroupName,
      "awslogs-region": region,
      "awslogs-stream-prefix": "ecs",
      mode: "non-blocking",
      "max-buffer-size": LOG_BUFFER,
    },
  };
}

/** Variables in the order of their names: another order in the program registers no new revision. */
function named(variables: Readonly<Record<string, string>>, key: "value" | "valueFrom"): object[] {
  return Object.entries(variables)
    .sort(([first], [second]) => (first < second ? -1 : 1))
    .map(([name, value]) => ({ name, [key]: value }));
}
