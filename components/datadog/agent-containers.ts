import type { SidecarArgs, VolumeMount } from "../container-service";
import { agentEnvironment, type DatadogAgentSettings } from "./agent-settings";

/** Name of the agent's container, by which its logs are found. */
export const AGENT_CONTAINER = "datadog-agent";

/** Configuration of the agent, which its image brings. */
const CONFIGURATION: VolumeMount = { volume: "datadog-configuration", path: "/etc/datadog-agent" };

/** Folders of the agent's image to which its processes write; their root filesystems stay read-only. */
export const AGENT_FOLDERS: readonly VolumeMount[] = [
  CONFIGURATION,
  { volume: "datadog-run", path: "/opt/datadog-agent/run" },
  { volume: "datadog-log", path: "/var/log/datadog" },
  { volume: "datadog-sockets", path: "/var/run/datadog" },
];

/** Where the copying container sees the configuration's volume; the image has no such folder. */
const COPY = "/datadog-configuration";

/** Runs the scripts by which the image fits its configuration to where it runs, in the order of their names. */
const SETUP = 'for script in /etc/cont-init.d/*.sh; do bash "$script"; done';

/** The agent's processes, and the time that they may take to start, as Datadog's own Helm chart runs them. */
export const CORE_AGENT = ["agent", "run"] as const;
const TRACE_AGENT = ["trace-agent", "-config=/etc/datadog-agent/datadog.yaml"] as const;

/** How the agent says that it works: `agent health` exits with 0. */
export const AGENT_HEALTH = {
  command: ["CMD", "agent", "health"],
  interval: "30s",
  timeout: "10s",
  startPeriod: "60s",
} as const;

/** What agents need beside their settings. */
export interface AgentContainerArgs extends DatadogAgentSettings {
  /** Variables that tell the agent where it runs. */
  readonly place: Readonly<Record<string, string>>;
}

/** Variables and secrets of each of the agent's processes. */
export function agentVariables(args: AgentContainerArgs): Required<Pick<SidecarArgs, "environment" | "secrets">> {
  return { environment: { ...agentEnvironment(args), ...args.place }, secrets: { DD_API_KEY: args.apiKey } };
}

/**
 * The containers that prepare the agent's folders, which on Fargate belong to root and are empty: one copies the
 * configuration, another fits it to the place and opens all folders to whichever user the agent runs as.
 */
export function preparingContainers(args: AgentContainerArgs): SidecarArgs[] {
  const root = { image: args.image, runsFirst: true, user: "0:0" } as const;
  return [
    {
      ...root,
      name: `${AGENT_CONTAINER}-copy`,
      entryPoint: ["/bin/bash", "-ec"],
      command: [`cp -r ${CONFIGURATION.path}/. ${COPY}/`],
      mounts: [{ ...CONFIGURATION, path: COPY }],
    },
    {
      ...root,
      ...agentVariables(args),
      name: `${AGENT_CONTAINER}-setup`,
      entryPoint: ["/bin/bash", "-c"],
      command: [`${SETUP}; chmod -R a+rwX ${AGENT_FOLDERS.map(({ path }) => path).join(" ")}`],
      mounts: AGENT_FOLDERS,
    },
  ];
}

/** The process that takes traces. */
export function traceContainer(args: AgentContainerArgs): SidecarArgs {
  return {
    ...agentVariables(args),
    name: "datadog-trace-agent",
    image: args.image,
    essential: false,
    entryPoint: TRACE_AGENT,
    memory: "256Mi",
    mounts: AGENT_FOLDERS,
  };
}
