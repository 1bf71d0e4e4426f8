import { refuse } from "../../model/aws-error";
import { outputsOf } from "../../model/resource";
import type { CloudFunction } from "../../model/resource-type";
import { object, text } from "../../model/values";
import { CLUSTER, clusterNamed } from "./cluster-lookup";
import { isOfAskedEngine } from "./engine-filter";

/** The clusters of a region (Amazon RDS API Reference, DescribeDBClusters). */
export const getClusters: CloudFunction = {
  token: "aws:rds/getClusters:getClusters",
  call: ({ args, region, cloud }) => {
    const found = cloud
      .ofType(CLUSTER)
      .filter((each) => each.region === region)
      .map(outputsOf)
      .filter(isOfAskedEngine(args));
    return {
      id: region,
      region,
      clusterArns: found.map(({ arn }) => arn),
      clusterIdentifiers: found.map(({ clusterIdentifier }) => clusterIdentifier),
    };
  },
};

/** A cluster as it runs: its version may be newer than what the program asked for. */
export const getCluster: CloudFunction = {
  token: "aws:rds/getCluster:getCluster",
  call: ({ args, region, cloud }) => {
    const asked = text(args, "clusterIdentifier") ?? "";
    const found = clusterNamed(asked, region, cloud);
    if (found === undefined) {
      refuse("DBClusterNotFoundFault", `DBCluster ${asked} not found.`, "clusterIdentifier");
    }
    const { arn, clusterMembers, engine, engineVersionActual } = found.computed;
    return {
      id: asked,
      clusterIdentifier: asked,
      region,
      arn,
      clusterMembers,
      engine,
      engineVersion: engineVersionActual,
      tags: object(found.inputs, "tags") ?? {},
    };
  },
};
