import { cpuUnits, durationSeconds, memoryMebibytes } from "../shared/quantity";
import type { ContainerServiceArgs } from "./args";
import {
  type ContainerSettings,
  CONTAINER_NAME,
  DEFAULT_USER,
  type DeployedContainer,
  type SidecarSettings,
} from "./container-definitions";
import { containerHealthCheck } from "./container-health-check";
import type { SidecarArgs } from "./sidecar-args";
import { fittingStopTimeout } from "./waits";
import { DEFAULT_WRITABLE_PATHS, type ScratchVolume, scratchVolumes } from "./writable-paths";

/** The arguments of which a task's containers are made. */
export type ContainerArgs = Pick<
  ContainerServiceArgs,
  | "command"
  | "containerDependsOn"
  | "containerHealthCheck"
  | "cpu"
  | "dockerLabels"
  | "enableExecuteCommand"
  | "entryPoint"
  | "mounts"
  | "openFileLimit"
  | "port"
  | "readonlyRootFilesystem"
  | "serviceConnect"
  | "sidecars"
  | "stopTimeout"
  | "user"
  | "writablePaths"
>;

/** What is known of a task's containers once other resources are there. */
export interface DeployedContainers {
  readonly application: DeployedContainer;
  /** In the order of the arguments. */
  readonly sidecars: readonly DeployedContainer[];
  readonly logGroupName: string;
  readonly region: string;
}

/** Settings of all containers of a task, defaults filled in. */
export interface TaskContainers {
  readonly application: ContainerSettings;
  readonly sidecars: readonly SidecarSettings[];
}

/** Settings of the containers of validated arguments. */
export function taskContainers(
  args: ContainerArgs,
  { application, sidecars, logGroupName, region }: DeployedContainers,
): TaskContainers {
  const common = {
    logGroupName,
    region,
    stopTimeoutSeconds: durationSeconds(args.stopTimeout ?? fittingStopTimeout(undefined)),
    openFileLimit: args.openFileLimit ?? 65_535,
  };
  return {
    application: {
      ...application,
      ...common,
      entryPoint: args.entryPoint,
      command: args.command,
      port: args.port,
      ...namedPort(args.serviceConnect),
      healthCheck: containerHealthCheck(args.containerHealthCheck, args.port),
      dependsOn: args.containerDependsOn ?? [],
      dockerLabels: inOrder(args.dockerLabels),
      user: args.user ?? DEFAULT_USER,
      readonlyRootFilesystem: args.readonlyRootFilesystem ?? true,
      scratchVolumes: applicationScratchVolumes(args),
      mounts: args.mounts ?? [],
      cpuUnits: applicationCpuUnits(args),
    },
    sidecars: (args.sidecars ?? []).flatMap((sidecar, index) => {
      const deployed = sidecars[index];
      return deployed === undefined ? [] : [{ ...deployed, ...common, ...sidecarSettings(sidecar, args) }];
    }),
  };
}

/** The name by which Service Connect finds the application's port. */
function namedPort(
  serviceConnect: ContainerArgs["serviceConnect"],
): Pick<ContainerSettings, "portName" | "portProtocol"> {
  if (serviceConnect?.endpoint === undefined) return {};
  return { portName: CONTAINER_NAME, portProtocol: serviceConnect.endpoint.protocol };
}

/** In the order of their names: another order in the program registers no new revision. */
function inOrder(labels: ContainerArgs["dockerLabels"]): ContainerArgs["dockerLabels"] {
  if (labels === undefined) return undefined;
  return Object.fromEntries(Object.entries(labels).sort(([first], [second]) => (first < second ? -1 : 1)));
}

/** Names of all volumes of a task: the application's own, those that its containers share, the sidecars' own. */
export function volumeNames(args: ContainerArgs): string[] {
  const { mounts = [], sidecars = [] } = args;
  const shared = [...mounts, ...sidecars.flatMap((sidecar) => sidecar.mounts ?? [])].map(({ volume }) => volume);
  return [
    ...applicationScratchVolumes(args).map(({ name }) => name),
    ...[...new Set(shared)].sort(),
    ...sidecars
      .flatMap((sidecar) => sidecarScratchVolumes(sidecar, args))
      .map(({ name }) => name)
      .sort(),
  ];
}

/**
 * CPU units that the sidecars leave, where any says its own: beside a container with a share, one without gets next to
 * none (Amazon ECS API Reference, "ContainerDefinition": cpu).
 */
function applicationCpuUnits({ cpu, sidecars = [] }: ContainerArgs): number | undefined {
  const units = sidecars.flatMap((sidecar) => (sidecar.cpu === undefined ? [] : cpuUnits(sidecar.cpu)));
  if (units.length === 0) return undefined;
  return units.reduce((left, taken) => left - taken, cpuUnits(cpu));
}

function sidecarSettings(
  sidecar: SidecarArgs,
  args: ContainerArgs,
): Omit<SidecarSettings, keyof DeployedContainer | "logGroupName" | "openFileLimit" | "region" | "stopTimeoutSeconds"> {
  const { name, entryPoint, command, runsFirst = false } = sidecar;
  return {
    name,
    essential: sidecar.essential ?? !runsFirst,
    runsFirst,
    dependsOn: sidecar.dependsOn ?? [],
    port: sidecar.port,
    entryPoint,
    command,
    ...sidecarLimits(sidecar),
    healthCheck: containerHealthCheck(sidecar.containerHealthCheck, undefined),
    user: sidecar.user ?? DEFAULT_USER,
    readonlyRootFilesystem: sidecar.readonlyRootFilesystem ?? true,
    scratchVolumes: sidecarScratchVolumes(sidecar, args),
    mounts: sidecar.mounts ?? [],
  };
}

function sidecarLimits({
  cpu,
  memory,
  stopTimeout,
}: SidecarArgs): Pick<SidecarSettings, "cpuUnits" | "memoryMebibytes"> & Partial<SidecarSettings> {
  return {
    cpuUnits: cpu === undefined ? undefined : cpuUnits(cpu),
    memoryMebibytes: memory === undefined ? undefined : memoryMebibytes(memory),
    ...(stopTimeout !== undefined && { stopTimeoutSeconds: durationSeconds(stopTimeout) }),
  };
}

function applicationScratchVolumes(args: ContainerArgs): ScratchVolume[] {
  const readonly = args.readonlyRootFilesystem ?? true;
  const hasSessions = readonly && (args.enableExecuteCommand ?? false);
  return scratchVolumes(args.writablePaths ?? DEFAULT_WRITABLE_PATHS, hasSessions);
}

/** Nobody opens a shell in a container that has ended before the task serves. */
function sidecarScratchVolumes(sidecar: SidecarArgs, { enableExecuteCommand = false }: ContainerArgs): ScratchVolume[] {
  const { name, readonlyRootFilesystem = true, runsFirst = false, writablePaths = DEFAULT_WRITABLE_PATHS } = sidecar;
  return scratchVolumes(writablePaths, readonlyRootFilesystem && enableExecuteCommand && !runsFirst, `${name}-`);
}
