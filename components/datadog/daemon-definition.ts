import * as pulumi from "@pulumi/pulumi";
import { parseArn } from "../shared/arn";
import { memoryMebibytes } from "../shared/quantity";
import { valuesFrom } from "../shared/secret-source";
import type { SidecarArgs, VolumeMount } from "../container-service";
import { containerDefinitions } from "../container-service/container-definitions";
import {
  AGENT_CONTAINER,
  AGENT_FOLDERS,
  AGENT_HEALTH,
  agentVariables,
  CORE_AGENT,
  preparingContainers,
} from "./agent-containers";
import { containerHealthCheck } from "../container-service/container-health-check";
import type { AgentDaemonArgs } from "./agent-daemon-args";

/** Folders of an instance that the agent reads: its processes, and what each container uses. */
const HOST_FOLDERS: readonly HostFolder[] = [
  { volume: "host-proc", path: "/host/proc", hostPath: "/proc/", readOnly: true },
  { volume: "host-cgroup", path: "/host/sys/fs/cgroup", hostPath: "/sys/fs/cgroup/", readOnly: true },
];
const DOCKER_SOCKET: HostFolder = {
  volume: "docker-socket",
  path: "/var/run/docker.sock",
  hostPath: "/var/run/docker.sock",
  readOnly: true,
};

interface HostFolder extends VolumeMount {
  readonly hostPath: string;
}

const DEFAULT_MEMORY = "512Mi";
const PREPARING_MEBIBYTES = 128;

/** What the agent reads of its instance. */
export function hostFolders({ dockerSocket = false }: Pick<AgentDaemonArgs, "dockerSocket">): readonly HostFolder[] {
  return dockerSocket ? [...HOST_FOLDERS, DOCKER_SOCKET] : HOST_FOLDERS;
}

/** Volumes of the daemon's tasks. */
export function daemonVolumes(args: Pick<AgentDaemonArgs, "dockerSocket">): { name: string; hostPath?: string }[] {
  return [
    ...AGENT_FOLDERS.map(({ volume }) => ({ name: volume })),
    ...hostFolders(args).map(({ volume, hostPath }) => ({ name: volume, hostPath })),
  ];
}

/** Container definitions of the daemon's tasks: two containers prepare the agent's folders, then the agent runs. */
export function daemonDefinitions(args: AgentDaemonArgs, logGroupName: pulumi.Input<string>): pulumi.Output<string> {
  const placed = { ...args, place: { DD_PROCESS_CONFIG_PROCESS_COLLECTION_ENABLED: String(args.processes ?? true) } };
  const { environment, secrets } = agentVariables(placed);
  return pulumi
    .output({ image: args.image, environment, secrets: valuesFrom(secrets), logGroupName, clusterArn: args.clusterArn })
    .apply(({ clusterArn, ...known }) => {
      const common = { ...known, ...CONFINED, region: parseArn(clusterArn).region };
      const preparing = preparingContainers(placed).map((each) => ({ ...common, ...preparation(each) }));
      return JSON.stringify(containerDefinitions({ ...common, ...agent(args) }, preparing));
    });
}

/** Root, which sees the processes of others, but has no capability. */
const CONFINED = {
  user: "0:0",
  readonlyRootFilesystem: true,
  scratchVolumes: [],
  stopTimeoutSeconds: 30,
  openFileLimit: 65_535,
} as const;

function agent(args: AgentDaemonArgs) {
  return {
    name: AGENT_CONTAINER,
    entryPoint: CORE_AGENT,
    healthCheck: containerHealthCheck(AGENT_HEALTH, undefined),
    memoryMebibytes: memoryMebibytes(args.memory ?? DEFAULT_MEMORY),
    mounts: [...AGENT_FOLDERS, ...hostFolders(args)],
  };
}

/** Without a size of its own, ECS would refuse the container: the task has none. */
function preparation({ command, entryPoint, mounts, name }: SidecarArgs) {
  return { name, essential: false, runsFirst: true, command, entryPoint, mounts, memoryMebibytes: PREPARING_MEBIBYTES };
}
