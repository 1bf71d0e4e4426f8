import type * as pulumi from "@pulumi/pulumi";
import { Queue } from "../../../../components/queue";
import { validateQueue } from "../../../../components/queue/validate";
import type { ArgumentProblems } from "../../../../components/shared/validation";
import { pathText, shown } from "../../../configuration/problem";
import type { Draft, SettingsOf } from "../../../configuration/section";
import { type Dependencies, NOT_YET_KNOWN } from "../../dependencies";
import { queueFullName } from "../../names";
import type { EnvironmentConfiguration, EnvironmentParts } from "../environment";
import { queuesKeys } from "./keys";
import { queueArgs, type QueuesConfiguration } from "./queue-args";

type QueuesDraft = Draft<SettingsOf<typeof queuesKeys> & EnvironmentConfiguration, QueuesConfiguration>;

/** The queues of an environment, by their names in the configuration. */
export interface QueuesParts {
  readonly queues: Readonly<Record<string, Queue>>;
}

/** The environment's queues, from which services take jobs, and to which they send them (SC-4, SC-9). */
export const queuesSection = {
  keys: queuesKeys,

  resolve: ({ queues = [] }: SettingsOf<typeof queuesKeys>): Pick<QueuesConfiguration, "queues"> => ({ queues }),

  check(draft: QueuesDraft, problems: ArgumentProblems): void {
    const { right, configuration } = draft;
    const places = (right.queues ?? []).flatMap((queue, index) => (queue === undefined ? [] : [index]));
    configuration.queues.forEach((queue, order) => {
      const index = places[order];
      if (index === undefined) return;
      const at = (key: string) => pathText(["queues", index, ...key.split(".")]);
      problems.require(
        configuration.queues.findIndex(({ name }) => name === queue.name) === order,
        at("name"),
        `must be a name of its own, got ${shown(queue.name)} a second time; rename one of the two`,
      );
      validateQueue(
        queueArgs(queue, configuration, NOT_YET_KNOWN),
        problems.at((argument) => keyOf(argument, at)),
      );
    });
  },

  create: (
    configuration: QueuesConfiguration,
    parts: EnvironmentParts & Pick<Dependencies, "alarmTopics" | "key">,
  ): QueuesParts => ({
    queues: Object.fromEntries(
      configuration.queues.map((queue) => [
        queue.name,
        new Queue(queueFullName(parts.name, queue.name), queueArgs(queue, configuration, parts), parts.options),
      ]),
    ),
  }),

  outputs: (_configuration: object, { queues }: QueuesParts): QueuesOutputs => {
    const perQueue = (value: (queue: Queue) => pulumi.Output<string>) =>
      Object.fromEntries(Object.entries(queues).map(([name, queue]) => [name, value(queue)]));
    return {
      queueUrls: perQueue(({ queueUrl }) => queueUrl),
      deadLetterQueueUrls: perQueue(({ deadLetterQueueUrl }) => deadLetterQueueUrl),
    };
  },
};

interface QueuesOutputs {
  /** URLs of the queues, by their names in the configuration. */
  readonly queueUrls: Readonly<Record<string, pulumi.Output<string>>>;
  /** URLs of the queues that hold what couldn't be processed, by the names of their queues. */
  readonly deadLetterQueueUrls: Readonly<Record<string, pulumi.Output<string>>>;
}

/** The key of an argument; undefined for one that comes from no key of the queue. */
function keyOf(argument: string, at: (key: string) => string): string | undefined {
  const key = argument.replace(/^alarms\./, "");
  return Object.hasOwn(queuesKeys.queues.unwrap().element.shape, key) ? at(key) : undefined;
}
