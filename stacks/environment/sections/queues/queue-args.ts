import type { QueueArgs } from "../../../../components/queue";
import type { Dependencies } from "../../dependencies";
import { protecting } from "../../protection";
import type { EnvironmentConfiguration } from "../environment";
import type { ServiceConfiguration } from "../services/configuration";
import type { QueueConfiguration } from "./keys";

/** What is known of the environment's services where queues are made. */
export interface QueuesConfiguration extends EnvironmentConfiguration {
  readonly queues: readonly QueueConfiguration[];
  readonly services: readonly Pick<ServiceConfiguration, "consumes" | "scaling">[];
}

/** Arguments of a queue, encrypted with the environment's key. */
export function queueArgs(
  queue: QueueConfiguration,
  { services, protect, tags }: QueuesConfiguration,
  { key, alarmTopics }: Pick<Dependencies, "alarmTopics" | "key">,
): QueueArgs {
  const { name, maxMessageAge, maxBacklog, ...settings } = queue;
  const consumers = services
    .filter(({ consumes }) => consumes === name)
    .reduce((sum, { scaling }) => sum + scaling.maxInstances, 0);
  return {
    ...settings,
    kmsKeyArn: key.keyArn,
    alarms: { maxMessageAge, maxBacklog, ...(consumers > 0 && { consumers }) },
    alarmActions: alarmTopics,
    tags,
    transform: { queue: protecting(protect), deadLetterQueue: protecting(protect) },
  };
}
