import { arn } from "../../../model/identifiers";
import { AwsError } from "../../../model/aws-error";
import type { CloudResource } from "../../../model/resource";
import { text, type Properties } from "../../../model/values";
import { CLUSTER, clusterNameIn } from "../../../services/ecs/cluster";
import { SERVICE } from "../../../services/ecs/service-lookup";
import type { ApiCall, ApiContext } from "../../operation";

type Place = Pick<ApiCall, "input" | "region">;

/** The ARN of a cluster that a request names by ARN or name. */
export function clusterArnNamed(value: string, region: string, { cloud }: Pick<ApiContext, "cloud">): string {
  return value.startsWith("arn:") ? value : arn("ecs", region, cloud.accountId, `cluster/${value}`);
}

/**
 * The cluster that a request names; `default` where it names none.
 * @throws {AwsError} for a cluster that isn't there.
 */
export function requiredCluster({ input, region }: Place, context: Pick<ApiContext, "cloud">): CloudResource {
  const named = clusterArnNamed(clusterNameIn(input, "cluster"), region, context);
  const found = context.cloud.find(CLUSTER, named);
  if (found !== undefined) return found;
  throw new AwsError("ClusterNotFoundException", "Cluster not found.");
}

/** Services of a cluster. */
export function servicesOf(cluster: CloudResource, { cloud }: Pick<ApiContext, "cloud">): CloudResource[] {
  const name = text(cluster.computed, "name");
  return cloud
    .ofType(SERVICE)
    .filter(({ inputs, region }) => region === cluster.region && clusterNameIn(inputs, "cluster") === name);
}

/** The one of some services that is named by ARN or name. */
export function serviceNamed(services: readonly CloudResource[], value: string): CloudResource | undefined {
  return services.find(({ id, computed }) => id === value || computed.name === value);
}

/**
 * The service that a request names.
 * @throws {AwsError} for one that isn't there.
 */
export function requiredService(call: Place, context: Pick<ApiContext, "cloud">): CloudResource {
  const services = servicesOf(requiredCluster(call, context), context);
  const found = serviceNamed(services, text(call.input, "service") ?? "");
  if (found !== undefined) return found;
  throw new AwsError("ServiceNotFoundException", "Service not found.");
}

/** What a request asked for and isn't there (Amazon ECS Developer Guide, "API failures"). */
export function missing(arn_: string): Properties {
  return { arn: arn_, reason: "MISSING" };
}

/** Whether an operation is to tell tags, too. */
export function includesTags({ include }: Properties): boolean {
  return Array.isArray(include) && include.includes("TAGS");
}
