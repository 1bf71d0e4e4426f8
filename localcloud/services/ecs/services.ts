import type { CloudReader, CloudResource } from "../../model/resource";
import { SERVICE } from "./capacity-providers";
import { clusterNameIn } from "./clusters";

/** The service that Application Auto Scaling names as `service/<cluster>/<service>`. */
export function serviceByResourceId(resourceId: string, region: string, cloud: CloudReader): CloudResource | undefined {
  const [, cluster = "", name = ""] = resourceId.split("/");
  return cloud
    .ofType(SERVICE)
    .filter((service) => service.region === region && clusterNameIn(service.inputs, "cluster") === cluster)
    .find(({ computed }) => computed.name === name);
}
