import { type Controller, type Outcome, type Situation, together } from "../model/controller";
import { SECOND } from "../model/instant";
import type { MetricDatum } from "../model/metric";
import type { Observation } from "../model/observation";
import { eachMinute } from "./each-minute";
import { groupData, instanceData } from "./instance-data";
import { queueData } from "./queue-data";
import { requestData } from "./request-data";
import { taskCountData, utilisationData } from "./service-data";
import { usageData, usageOf } from "./task-usage";

/** What the publisher remembers: up to which minute it has counted, and up to which it has published use. */
const [COUNTED, PUBLISHED] = ["metrics-counted", "metrics-published"] as const;

/** How long after a minute a report of it may still come. */
const LATE_REPORTS = 2 * SECOND;

/**
 * Publishes what AWS's services publish of what runs. Requests and queues count at once, tasks and instances are
 * counted each minute, and what they used is known `metricDelaySeconds` after its minute.
 */
export const metricPublisher: Controller = {
  name: "metric-publisher",
  watches: [],
  hears: ["task-usage", "requests", "queue-depth", "metric-data", "world-started"],
  reconcile: (situation) => {
    const reported = situation.observations.flatMap((observation) => reportedData(observation, situation));
    const minutely = together([counts(situation), use(situation)]);
    const { data = [] } = minutely;
    return { ...minutely, data: data.length === 0 ? reported : [...reported, ...data] };
  },
};

/** A report that comes at the end of a minute is about that minute. */
function reportedData(observation: Observation, { now, running }: Situation): readonly MetricDatum[] {
  const at = now - 1;
  switch (observation.kind) {
    case "task-usage": {
      const task = running.find("task", observation.taskArn);
      return task === undefined ? [] : usageData(task, observation, at);
    }
    case "requests":
      return requestData(observation, at, running);
    case "queue-depth":
      return queueData(observation, at);
    case "metric-data":
      return observation.data;
    default:
      return [];
  }
}

/** Counts of the minute that is over. */
function counts(situation: Situation): Outcome {
  const { cloud, running } = situation;
  return eachMinute(situation, { id: COUNTED, delay: 0 }, (minute, isLast) =>
    // What was counted before a pause isn't known any more.
    isLast ? [...taskCountData(minute, cloud, running), ...groupData(minute, cloud, running)] : [],
  );
}

/** Use of CPU and memory in the last minute that is known. */
function use(situation: Situation): Outcome {
  const { cloud, running, metrics, parameters } = situation;
  const delay = parameters.metricDelaySeconds * SECOND + LATE_REPORTS;
  return eachMinute(situation, { id: PUBLISHED, delay }, (minute) => {
    const usages = usageOf(running.all("task"), metrics, minute);
    return [...utilisationData(usages, minute, cloud), ...instanceData(usages, minute, cloud, running)];
  });
}
