import { lastPartOf } from "../components/shared/arn";
import { isPublished } from "../localcloud/behaviour/cloudwatch/published-namespaces";
import type { CloudResource } from "../localcloud/model/resource";
import { object, objects, text, type Properties } from "../localcloud/model/values";
import { SERVICE } from "../localcloud/services/ecs/service-lookup";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

/**
 * What takes part in a simulation: services that get requests or are scaled, alarms on what takes part, and everything
 * that is neither. Other services, such as the parts of the monitoring, take no load of the trace and no room on the
 * instances; alarms on them and on what has no figures here, such as databases, would never ring.
 */
export function behavingResources(resources: readonly CloudResource[]): CloudResource[] {
  const services = new Set(behavingServices(resources).map(({ id }) => id));
  const names = new Set(behavingServices(resources).map(({ computed }) => text(computed, "name") ?? ""));
  return resources.filter((resource) => {
    if (resource.type === SERVICE) return services.has(resource.id);
    return resource.type !== ALARM || isOnWhatBehaves(resource, names);
  });
}

function behavingServices(resources: readonly CloudResource[]): CloudResource[] {
  const scaled = resources
    .filter(({ type }) => type === "aws:appautoscaling/target:Target")
    .map(({ inputs }) => lastPartOf(text(inputs, "resourceId") ?? ""));
  return resources.filter(
    (resource) =>
      resource.type === SERVICE &&
      (objects(resource.inputs, "loadBalancers").length > 0 ||
        scaled.includes(text(resource.computed, "name") ?? "") ||
        !runsOnFargateProvider(resource)),
  );
}

function isOnWhatBehaves({ inputs, region }: CloudResource, services: ReadonlySet<string>): boolean {
  const metrics: Properties[] = [
    inputs,
    ...objects(inputs, "metricQueries").map((query) => object(query, "metric") ?? {}),
  ];
  return metrics.some((metric) => {
    const [namespace = "", metricName = ""] = [text(metric, "namespace"), text(metric, "metricName")];
    const service = text(metric, "dimensions.ServiceName");
    if (metricName === "" || (service !== undefined && !services.has(service))) return false;
    return isPublished({ region, namespace, metricName, dimensions: {} });
  });
}

function runsOnFargateProvider({ inputs }: CloudResource): boolean {
  if (text(inputs, "launchType") === "FARGATE") return true;
  return objects(inputs, "capacityProviderStrategies").some(({ capacityProvider }) =>
    String(capacityProvider).startsWith("FARGATE"),
  );
}
