import type { ContainerDependency } from "./container-dependencies";
import type { ContainerHealthCheck } from "./container-health-check";
import { mountPoints, type VolumeMount } from "./mounts";
import type { ScratchVolume } from "./writable-paths";

/** Name of the container of the application, by which load balancer, ECS Exec and log streams know it. */
export const CONTAINER_NAME = "application";

/** A user without privileges, and its group. */
export const DEFAULT_USER = "1000:1000";

/** Events that wait in memory while CloudWatch Logs doesn't take them. */
const LOG_BUFFER = "25m";

/** Beginnings of the names of log streams, which end with the container's name and the task's id. */
const LOG_STREAM_PREFIXES = { application: "ecs", sidecar: "sidecars" } as const;

/** What is known of a container only once other resources are there. */
export interface DeployedContainer {
  readonly image: string;
  readonly environment: Readonly<Record<string, string>>;
  /** ARN of a secret or parameter by variable. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly registryCredentialsArn?: string;
}

/** Everything about the application's container, every value known. */
export interface ContainerSettings extends DeployedContainer {
  /** @default "application" */
  readonly name?: string;
  readonly entryPoint?: readonly string[];
  readonly command?: readonly string[];
  readonly port?: number;
  /** @default - none, as Service Connect alone needs one */
  readonly portName?: string;
  /** @default - TCP */
  readonly portProtocol?: string | undefined;
  readonly healthCheck?: ContainerHealthCheck;
  /** Containers that it waits for, beside those that run first. @default - none */
  readonly dependsOn?: readonly ContainerDependency[];
  /** @default - none */
  readonly dockerLabels?: Readonly<Record<string, string>>;
  readonly user: string;
  readonly readonlyRootFilesystem: boolean;
  readonly scratchVolumes: readonly ScratchVolume[];
  /** @default - none */
  readonly mounts?: readonly VolumeMount[];
  /** @default - none is said */
  readonly cpuUnits?: number;
  /** Memory above which the container is killed. @default - the task's */
  readonly memoryMebibytes?: number;
  readonly stopTimeoutSeconds: number;
  readonly openFileLimit: number;
  readonly logGroupName: string;
  readonly region: string;
}

/** Everything about a container beside the application's. */
export interface SidecarSettings extends ContainerSettings {
  readonly name: string;
  readonly essential: boolean;
  readonly runsFirst: boolean;
}

/** Where a container stands among those of its task. */
interface Role {
  readonly name: string;
  readonly essential: boolean;
  readonly logStreamPrefix: string;
  /** The container that has to end with success first. */
  readonly after: string | undefined;
}

/**
 * Container definitions as RegisterTaskDefinition takes them (Amazon ECS API Reference, "ContainerDefinition"): the
 * application's, then those of sidecars that run first, one after another, then all others in the order of their names.
 */
export function containerDefinitions(
  application: ContainerSettings,
  sidecars: readonly SidecarSettings[] = [],
): object[] {
  const first = sidecars.filter(({ runsFirst }) => runsFirst);
  const others = sidecars.filter(({ runsFirst }) => !runsFirst).sort((one, other) => (one.name < other.name ? -1 : 1));
  const last = first.at(-1)?.name;
  const { application: logStreamPrefix, sidecar } = LOG_STREAM_PREFIXES;
  return [
    definition(application, {
      name: application.name ?? CONTAINER_NAME,
      essential: true,
      logStreamPrefix,
      after: last,
    }),
    ...first.map((each, index) =>
      definition(each, { ...each, logStreamPrefix: sidecar, after: first[index - 1]?.name }),
    ),
    ...others.map((each) => definition(each, { ...each, logStreamPrefix: sidecar, after: last })),
  ];
}

/** What is undefined, JSON leaves out. */
function definition(settings: ContainerSettings, { name, essential, logStreamPrefix, after }: Role): object {
  const { registryCredentialsArn, port } = settings;
  return {
    name,
    image: settings.image,
    essential,
    entryPoint: settings.entryPoint,
    command: settings.command,
    cpu: settings.cpuUnits,
    memory: settings.memoryMebibytes,
    dependsOn: dependencies(after, settings.dependsOn),
    repositoryCredentials:
      registryCredentialsArn === undefined ? undefined : { credentialsParameter: registryCredentialsArn },
    portMappings: port === undefined ? undefined : [portMapping(port, settings)],
    healthCheck: settings.healthCheck,
    dockerLabels: settings.dockerLabels,
    environment: named(settings.environment, "value"),
    secrets: named(settings.secrets, "valueFrom"),
    mountPoints: [...settings.scratchVolumes.map(scratchMountPoint), ...mountPoints(settings.mounts ?? [])],
    stopTimeout: settings.stopTimeoutSeconds,
    ...confinement(settings),
    ulimits: [{ name: "nofile", softLimit: settings.openFileLimit, hardLimit: settings.openFileLimit }],
    logConfiguration: logConfiguration(settings, logStreamPrefix),
  };
}

/** In the order of their names: another order in the program registers no new revision. */
function dependencies(after: string | undefined, dependsOn: readonly ContainerDependency[] = []): object[] | undefined {
  const all = [
    ...(after === undefined ? [] : [{ containerName: after, condition: "SUCCESS" }]),
    ...[...dependsOn]
      .sort((one, other) => (one.container < other.container ? -1 : 1))
      .map(({ container, condition }) => ({ containerName: container, condition })),
  ];
  return all.length === 0 ? undefined : all;
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

function portMapping(port: number, { portName, portProtocol }: ContainerSettings): object {
  return { containerPort: port, hostPort: port, protocol: "tcp", name: portName, appProtocol: portProtocol };
}

function scratchMountPoint({ name, containerPath }: ScratchVolume): object {
  return { sourceVolume: name, containerPath, readOnly: false };
}

/** Non-blocking: when CloudWatch Logs can't keep up, the oldest events are lost and the application goes on serving. */
function logConfiguration(
  { logGroupName, region }: Pick<ContainerSettings, "logGroupName" | "region">,
  logStreamPrefix: string,
): LogConfiguration {
  return {
    logDriver: "awslogs",
    options: {
      "awslogs-group": logGroupName,
      "awslogs-region": region,
      "awslogs-stream-prefix": logStreamPrefix,
      mode: "non-blocking",
      "max-buffer-size": LOG_BUFFER,
    },
  };
}

interface LogConfiguration {
  readonly logDriver: string;
  readonly options: Record<string, string>;
}

/** Where the proxies of Service Connect log. */
export function serviceLogConfiguration(logGroupName: string, region: string): LogConfiguration {
  return logConfiguration({ logGroupName, region }, "service-connect");
}

/** Variables in the order of their names: another order in the program registers no new revision. */
function named(variables: Readonly<Record<string, string>>, key: "value" | "valueFrom"): object[] {
  return Object.entries(variables)
    .sort(([first], [second]) => (first < second ? -1 : 1))
    .map(([name, value]) => ({ name, [key]: value }));
}
