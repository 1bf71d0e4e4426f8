import { refuse } from "../../model/aws-error";
import { type CloudReader, outputsOf } from "../../model/resource";
import type { CloudFunction } from "../../model/resource-type";
import { object, text, texts, type Properties } from "../../model/values";
import { CLUSTER, CLUSTER_INSTANCE, isMultiAzCluster } from "./cluster-lookup";
import { isOfAskedEngine } from "./engine-filter";
import { INSTANCE } from "./instance-lookup";

/** The instances of a region, those of clusters included (Amazon RDS API Reference, DescribeDBInstances). */
export const getInstances: CloudFunction = {
  token: "aws:rds/getInstances:getInstances",
  call: ({ args, region, cloud }) => {
    const found = instancesOf(region, cloud).filter(isOfAskedEngine(args));
    return {
      id: region,
      region,
      instanceArns: found.flatMap((each) => text(each, "arn") ?? []),
      instanceIdentifiers: found.map(({ identifier }) => identifier),
      tags: {},
    };
  },
};

/** An instance as it runs: its version may be newer, and its storage larger, than what the program asked for. */
export const getInstance: CloudFunction = {
  token: "aws:rds/getInstance:getInstance",
  call: ({ args, region, cloud }) => {
    const asked = text(args, "dbInstanceIdentifier") ?? "";
    const found = instancesOf(region, cloud).find(({ identifier }) => identifier === asked.toLowerCase());
    if (found === undefined) {
      refuse("DBInstanceNotFound", `DBInstance ${asked} not found.`, "dbInstanceIdentifier");
    }
    return {
      id: asked,
      dbInstanceIdentifier: asked,
      region,
      allocatedStorage: found.allocatedStorage,
      dbInstanceArn: found.arn ?? "",
      dbInstanceClass: found.instanceClass,
      engine: found.engine,
      engineVersion: found.engineVersionActual,
      maxAllocatedStorage: found.maxAllocatedStorage ?? 0,
      tags: object(found, "tags") ?? {},
    };
  },
};

/** Outputs of the instances of a region; those of a Multi-AZ DB cluster have no resource of their own. */
function instancesOf(region: string, cloud: CloudReader): Properties[] {
  const own = [INSTANCE, CLUSTER_INSTANCE].flatMap((type) => cloud.ofType(type));
  const members = cloud
    .ofType(CLUSTER)
    .filter((each) => each.region === region && isMultiAzCluster(each.computed))
    .flatMap((cluster) => {
      const { allocatedStorage, engine, engineVersionActual, dbClusterInstanceClass } = outputsOf(cluster);
      const shared = { allocatedStorage, engine, engineVersionActual, instanceClass: dbClusterInstanceClass };
      return texts(cluster.computed, "clusterMembers").map((identifier) => ({ ...shared, identifier }));
    });
  return [...own.filter((each) => each.region === region).map(outputsOf), ...members];
}
