import * as pulumi from "@pulumi/pulumi";
import { ClusterCapacity, ContainerCluster, WebService, type WebServiceArgs } from "../../../components";

/** A web service with the arguments of `proofpix:web-service`, in a cluster of its own where `proofpix:cluster` says so. */
export function program(): Record<string, unknown> {
  const config = new pulumi.Config();
  const args = config.requireObject<WebServiceArgs>("web-service");
  const shop = new WebService("shop", { ...args, ...(config.getBoolean("cluster") === true && cluster()) });
  return { url: shop.url, serviceName: shop.service.serviceName };
}

/** A cluster that others made. */
function cluster(): Pick<WebServiceArgs, "capacity" | "cluster"> {
  const main = new ContainerCluster("main");
  return { cluster: main, capacity: new ClusterCapacity("main", { cluster: main }).fargate };
}
