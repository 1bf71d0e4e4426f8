import { durationText } from "../../shared/quantity";
import type { MonitoredService } from "../description";
import type { DetectionSettings } from "../detection";

/** Where Prometheus finds targets: the part of a scrape configuration that no test outside AWS can have. */
export interface DiscoveryBlock {
  /** Discovery by the APIs of AWS. @default - none */
  readonly aws_sd_configs?: readonly object[];
  /** Discovery by DNS. @default - none */
  readonly dns_sd_configs?: readonly object[];
  /** Targets that are known beforehand. @default - none */
  readonly static_configs?: readonly object[];
}

/** How tasks and the parts of the monitoring are found. */
export interface Discovery {
  /** The tasks of a service, each with the labels that ECS discovery gives (`__meta_ecs_…`). */
  tasksOf(service: MonitoredService): DiscoveryBlock;
  /** All instances of a part, by its name and the port at which it is asked. */
  instancesOf(part: string, port: number): DiscoveryBlock;
  /** One address of a part, as host and port. */
  addressOf(part: string, port: number): string;
}

/** What is known of an environment once it is deployed. */
export interface DiscoveryAddresses {
  /** Region of the environment. */
  readonly region: string;
  /** ARN of the cluster whose services are watched. */
  readonly clusterArn: string;
  /** Private domain in which the parts of the monitoring find each other, such as `proofpix-production.internal`. */
  readonly domain: string;
}

/** Seconds after which an instance of a part that is new or gone is known. */
const PART_REFRESH = "15s";

/**
 * Discovery in AWS: tasks through ECS (`aws_sd_configs`, from Prometheus 3 on), parts of the monitoring through the
 * environment's private domain.
 */
export function awsDiscovery(
  { region, clusterArn, domain }: DiscoveryAddresses,
  { discoverySeconds }: Pick<DetectionSettings, "discoverySeconds">,
): Discovery {
  return {
    tasksOf: ({ port }) => ({
      aws_sd_configs: [
        { role: "ecs", region, clusters: [clusterArn], port, refresh_interval: durationText(discoverySeconds) },
      ],
    }),
    instancesOf: (part, port) => ({
      dns_sd_configs: [{ names: [`${part}.${domain}`], type: "A", port, refresh_interval: PART_REFRESH }],
    }),
    addressOf: (part, port) => `${part}.${domain}:${port}`,
  };
}

/** A task whose address is known from the beginning. */
export interface KnownTask {
  /** Host and port. */
  readonly address: string;
  /** Labels of ECS discovery, such as `__meta_ecs_task_arn`. */
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * Discovery where all addresses are known, as on one machine.
 * @param tasks the tasks of each service, by the service's name.
 * @param addressOf host and port of a part, by its name and usual port.
 */
export function staticDiscovery(
  tasks: Readonly<Record<string, readonly KnownTask[]>>,
  addressOf: Discovery["addressOf"],
): Discovery {
  return {
    tasksOf: ({ name }) => ({
      static_configs: (tasks[name] ?? []).map(({ address, labels }) => ({ targets: [address], labels })),
    }),
    instancesOf: (part, port) => ({ static_configs: [{ targets: [addressOf(part, port)] }] }),
    addressOf,
  };
}
