import { CONTEXT } from "../shapes/context";
import { SHAPES } from "../shapes";
import type { DeployedResource } from "./judge-pack";

/** Shapes of kinds that the environments don't have yet; no two of them have resources of the same name. */
const CHOSEN = [
  "a Deployment with its autoscaler, budget, Service and Ingress",
  "an RDS instance, backed up by its tag",
  "a Redis replication group of one shard with a token",
  "queues with the redrive policy within",
  "security groups with aws.vpc.SecurityGroupIngressRule and its like beside them",
  "a CloudFront distribution with an origin of each kind",
  "awsx.ecr.Repository with its lifecycle policy beside it",
];

/** Resources of kinds that the environments don't have yet, with which no rule finds fault. */
export const GOOD_RESOURCES: readonly DeployedResource[] = [
  ...CONTEXT,
  ...CHOSEN.flatMap((name) => {
    const { resources, wrong } = SHAPES[name] ?? {};
    if (resources === undefined || wrong !== undefined) throw new Error(`${name}: not a shape without fault`);
    return resources;
  }),
];
