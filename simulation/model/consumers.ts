import { oncePerObject, oncePerTypes } from "../../localcloud/behaviour/model/once-per-object";
import type { CloudResource } from "../../localcloud/model/resource";
import { object, objects, text, texts, type Properties } from "../../localcloud/model/values";
import { SERVICE, serviceByResourceId } from "../../localcloud/services/ecs/service-lookup";

/** A queue and the service that takes its messages. */
export interface Consumer {
  readonly queueName: string;
  readonly region: string;
  readonly service: CloudResource;
}

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

/** Services that are scaled by the length of a queue, which they consume (SC-4). */
export const consumers = oncePerTypes([ALARM, SERVICE], (cloud): readonly Consumer[] => {
  const found = new Map<string, Consumer>();
  for (const alarm of cloud.ofType(ALARM)) {
    const { region } = alarm;
    const { queues, scaled } = watching(alarm);
    for (const resourceId of queues.length === 0 ? [] : scaled) {
      const service = serviceByResourceId(resourceId, region, cloud);
      if (service === undefined) continue;
      for (const queueName of queues) found.set(`${queueName} ${service.id}`, { queueName, region, service });
    }
  }
  return [...found.values()];
});

/** Queues that an alarm watches, and the services that it scales. */
const watching = oncePerObject(({ inputs }: CloudResource) => ({
  queues: queueNames(inputs),
  scaled: texts(inputs, "alarmActions").flatMap(
    (action) => /:resource\/ecs\/(service\/[^:]+):policyName\//.exec(action)?.[1] ?? [],
  ),
}));

function queueNames(alarm: Properties): string[] {
  const metrics: Properties[] = [
    alarm,
    ...objects(alarm, "metricQueries").map((query) => object(query, "metric") ?? {}),
  ];
  return metrics.flatMap((metric) => text(metric, "dimensions.QueueName") ?? []);
}
