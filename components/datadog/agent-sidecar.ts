import type { SidecarArgs } from "../container-service";
import type { CpuQuantity, SizeQuantity } from "../shared/quantity";
import { type ArgumentProblems, requireValid } from "../shared/validation";
import {
  AGENT_CONTAINER,
  AGENT_FOLDERS,
  AGENT_HEALTH,
  type AgentContainerArgs,
  agentVariables,
  CORE_AGENT,
  preparingContainers,
  traceContainer,
} from "./agent-containers";
import { type DatadogAgentSettings, requireTagValue, validateAgentSettings } from "./agent-settings";

/** An agent beside a service. */
export interface DatadogAgentSidecarArgs extends DatadogAgentSettings {
  /** The service, the tag `service`. */
  readonly service: string;
  /** Version of the service, the tag `version`; another one deploys. @default - none is told */
  readonly version?: string;
  /** CPU of the agent, part of the service's `cpu`. @default "128m" */
  readonly cpu?: CpuQuantity;
  /**
   * Memory above which the agent is killed, part of the service's `memory`; that which takes traces has 256 MiB more.
   * @default "384Mi"
   */
  readonly memory?: SizeQuantity;
}

/**
 * The sidecars of a `ContainerService` on Fargate by which Datadog watches it: two prepare the agent's folders, then
 * the agent runs, and what takes traces. When an agent ends, the service serves on without being watched; a task
 * whose preparation fails doesn't start, so that a deployment is rolled back.
 *
 * The agent sees the containers of its own task, by ECS's metadata, and what they send it or tell at the addresses that
 * `datadogLabels` name; not their files, memory or environment.
 *
 * @throws {pulumi.InputPropertiesError} naming everything in the arguments that could not work.
 */
export function datadogAgentSidecars(args: DatadogAgentSidecarArgs): SidecarArgs[] {
  requireValid("datadogAgentSidecars", args.service, args, validateAgentSidecar);
  const placed = { ...args, place: placeOf(args) };
  return [
    ...preparingContainers(placed),
    coreContainer(placed, args),
    ...((args.traces ?? true) ? [traceContainer(placed)] : []),
  ];
}

/** Records what no agent beside a service could work with. */
export function validateAgentSidecar(args: DatadogAgentSidecarArgs, problems: ArgumentProblems): void {
  validateAgentSettings(args, problems);
  requireTagValue(problems, "service", args.service);
  if (args.version !== undefined) requireTagValue(problems, "version", args.version);
}

function placeOf({ service, version }: DatadogAgentSidecarArgs): Record<string, string> {
  return { ECS_FARGATE: "true", DD_SERVICE: service, ...(version !== undefined && { DD_VERSION: version }) };
}

function coreContainer(placed: AgentContainerArgs, { cpu, memory }: DatadogAgentSidecarArgs): SidecarArgs {
  return {
    ...agentVariables(placed),
    name: AGENT_CONTAINER,
    image: placed.image,
    essential: false,
    entryPoint: CORE_AGENT,
    cpu: cpu ?? "128m",
    memory: memory ?? "384Mi",
    mounts: AGENT_FOLDERS,
    containerHealthCheck: AGENT_HEALTH,
  };
}
