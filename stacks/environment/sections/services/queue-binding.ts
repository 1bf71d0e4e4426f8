import type * as pulumi from "@pulumi/pulumi";
import { consumePermissions, sendPermissions, type UsedQueue } from "../../../../components/queue";
import { visibilityTimeout } from "../../../../components/queue/queue-settings";
import { UNKNOWN } from "../../dependencies";
import { joined, type ServiceBinding } from "../../service-binding";
import type { QueueConfiguration } from "../queues/keys";
import type { ServiceConfiguration } from "./configuration";

/** A queue of the environment, as a service uses it; a `Queue` is one. */
export interface ServiceQueue extends UsedQueue {
  readonly queueUrl: pulumi.Input<string>;
  readonly queueName: pulumi.Input<string>;
  readonly visibilityTimeoutSeconds: number;
}

/** Queues by their names in the configuration. */
export type ServiceQueues = Readonly<Record<string, ServiceQueue>>;

/** The queues of a configuration before any of them exists. */
export function unknownQueues(queues: readonly QueueConfiguration[]): ServiceQueues {
  return Object.fromEntries(
    queues.map((queue) => [
      queue.name,
      {
        queueUrl: UNKNOWN,
        queueArn: UNKNOWN,
        queueName: UNKNOWN,
        kmsKeyArn: UNKNOWN,
        visibilityTimeoutSeconds: visibilityTimeout(queue),
      },
    ]),
  );
}

/** What a service gets for the queues that it sends to, and for the one that it works off. */
export function queueBinding(
  { consumes, sendsTo }: Pick<ServiceConfiguration, "consumes" | "sendsTo">,
  queues: ServiceQueues,
): ServiceBinding {
  return joined([
    ...sendsTo.map((name) => bindingTo(name, queues, producing)),
    ...(consumes === undefined ? [] : [bindingTo(consumes, queues, consuming)]),
  ]);
}

type Use = (queue: ServiceQueue) => Pick<ServiceBinding, "environment" | "taskPolicyStatements">;

const producing: Use = (queue) => ({ environment: {}, taskPolicyStatements: sendPermissions(queue) });

const consuming: Use = (queue) => ({
  environment: { QUEUE_VISIBILITY_TIMEOUT_SECONDS: String(queue.visibilityTimeoutSeconds) },
  taskPolicyStatements: consumePermissions(queue),
});

/** A name that no queue has comes to nothing here: the check of the configuration tells it. */
function bindingTo(name: string, queues: ServiceQueues, use: Use): ServiceBinding {
  const queue = queues[name];
  if (queue === undefined) return joined([]);
  const { environment, taskPolicyStatements } = use(queue);
  const url = { [urlVariable(name)]: queue.queueUrl };
  return { environment: { ...url, ...environment }, taskPolicyStatements, securityGroupIds: [], prerequisites: [] };
}

/** Environment variable with the URL of a queue: `JOBS_QUEUE_URL`. */
export function urlVariable(queueName: string): string {
  return `${queueName.toUpperCase().replaceAll("-", "_")}_QUEUE_URL`;
}
