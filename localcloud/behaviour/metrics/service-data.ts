import type { CloudReader, CloudResource } from "../../model/resource";
import { number, objects, text } from "../../model/values";
import { clusterNameIn } from "../../services/ecs/cluster";
import { SERVICE } from "../../services/ecs/service-lookup";
import { groupedBy } from "../grouping";
import type { Instant } from "../model/instant";
import type { MetricDatum } from "../model/metric";
import { oncePerObject } from "../model/once-per-object";
import type { RunningReader } from "../model/running";
import type { RunningTask } from "../model/task";
import type { TaskUsage } from "./task-usage";

const CLUSTER = "aws:ecs/cluster:Cluster";

type ServiceDimensions = Readonly<Record<"ClusterName" | "ServiceName", string>>;

/**
 * What a service's tasks used in percent of what their definition reserves, a value of each task (Amazon ECS Developer
 * Guide, "Amazon ECS service utilization metrics").
 */
export function utilisationData(usages: readonly TaskUsage[], at: Instant, cloud: CloudReader): MetricDatum[] {
  return usages.flatMap(({ task, cpu, memory }) => {
    const service = task.serviceArn === undefined ? undefined : cloud.find(SERVICE, task.serviceArn);
    if (service === undefined) return [];
    const [region, namespace, dimensions] = [task.region, "AWS/ECS", dimensionsOf(service)];
    return [
      { region, namespace, dimensions, at, metricName: "CPUUtilization", value: percent(cpu, task.cpu) },
      { region, namespace, dimensions, at, metricName: "MemoryUtilization", value: percent(memory, task.memory) },
    ];
  });
}

/** Tasks of services whose cluster has Container Insights (CloudWatch User Guide, "Container Insights metrics"). */
export function taskCountData(at: Instant, cloud: CloudReader, running: RunningReader): MetricDatum[] {
  const live = running.all("task").filter(({ lastStatus }) => lastStatus !== "STOPPED");
  const tasks = groupedBy(live, ({ serviceArn }) => serviceArn);
  return cloud.ofType(SERVICE).flatMap((service) => {
    if (!hasInsights(service, cloud)) return [];
    const own = tasks.get(service.id) ?? [];
    const [region, namespace, dimensions] = [service.region, "ECS/ContainerInsights", dimensionsOf(service)];
    const counts = {
      RunningTaskCount: own.filter(({ lastStatus }) => lastStatus === "RUNNING").length,
      PendingTaskCount: own.filter(isPending).length,
      DesiredTaskCount: number(service.inputs, "desiredCount") ?? 0,
      DeploymentCount: running.find("service", service.id)?.deploymentArn === undefined ? 1 : 2,
    };
    return Object.entries(counts).map(([metricName, value]) => ({
      region,
      namespace,
      dimensions,
      at,
      metricName,
      value,
    }));
  });
}

function isPending({ lastStatus }: RunningTask): boolean {
  return ["PROVISIONING", "PENDING", "ACTIVATING"].includes(lastStatus);
}

function percent(used: number, reserved: number): number {
  return reserved > 0 ? (100 * used) / reserved : 0;
}

const dimensionsOf = oncePerObject((service: CloudResource): ServiceDimensions => ({
  ClusterName: clusterNameIn(service.inputs, "cluster"),
  ServiceName: text(service.computed, "name") ?? "",
}));

function hasInsights(service: CloudResource, cloud: CloudReader): boolean {
  const name = dimensionsOf(service).ClusterName;
  const cluster = cloud.ofType(CLUSTER).find((each) => each.region === service.region && each.computed.name === name);
  return objects(cluster?.inputs ?? {}, "settings").some(
    (setting) => setting.name === "containerInsights" && ["enabled", "enhanced"].includes(String(setting.value)),
  );
}
