import type { CloudReader, CloudResource } from "../../localcloud/model/resource";
import { object, objects, text, texts, type Properties } from "../../localcloud/model/values";
import { serviceByResourceId } from "../../localcloud/services/ecs/service-lookup";

/** A queue and the service that takes its messages. */
export interface Consumer {
  readonly queueName: string;
  readonly region: string;
  readonly service: CloudResource;
}

/** Services that are scaled by the length of a queue, which they consume (SC-4). */
export function consumers(cloud: CloudReader): Consumer[] {
  const found = cloud
    .ofType("aws:cloudwatch/metricAlarm:MetricAlarm")
    .flatMap((alarm) =>
      scaledServices(alarm, cloud).flatMap((service) =>
        queueNames(alarm.inputs).map((queueName) => ({ queueName, region: alarm.region, service })),
      ),
    );
  return found.filter(
    ({ queueName, service }, index) =>
      found.findIndex((other) => other.queueName === queueName && other.service.id === service.id) === index,
  );
}

function scaledServices({ inputs, region }: CloudResource, cloud: CloudReader): CloudResource[] {
  return texts(inputs, "alarmActions").flatMap((action) => {
    const resource = /:resource\/ecs\/(service\/[^:]+):policyName\//.exec(action)?.[1];
    return (resource === undefined ? undefined : serviceByResourceId(resource, region, cloud)) ?? [];
  });
}

function queueNames(alarm: Properties): string[] {
  const metrics: Properties[] = [
    alarm,
    ...objects(alarm, "metricQueries").map((query) => object(query, "metric") ?? {}),
  ];
  return metrics.flatMap((metric) => text(metric, "dimensions.QueueName") ?? []);
}
