import { ACCOUNTS } from "./accounts";
import { AWSX_NETWORKS } from "./awsx-network";
import { AWSX_SERVICES } from "./awsx-service";
import { BUCKETS } from "./buckets";
import { CACHES } from "./caches";
import { CHARTS } from "./charts";
import { CLUSTERS } from "./clusters";
import { DATABASES } from "./databases";
import { DISTRIBUTIONS } from "./distributions";
import { EDGES } from "./edges";
import { IDENTITIES } from "./identities";
import { INGRESSES } from "./ingresses";
import { INSTANCES } from "./instances";
import { KUBERNETES_WORKLOADS } from "./kubernetes-workloads";
import { LOAD_BALANCERS } from "./load-balancers";
import { QUEUES } from "./queues";
import { SCALED_SERVICES } from "./scaled-services";
import { SECURITY_GROUPS } from "./security-groups";
import { SERVERLESS } from "./serverless";
import type { Shapes } from "./shape";
import { STORES } from "./stores";

/** Shapes of resources as libraries and programs make them, by what they are. */
export const SHAPES: Shapes = {
  ...AWSX_SERVICES,
  ...AWSX_NETWORKS,
  ...LOAD_BALANCERS,
  ...EDGES,
  ...BUCKETS,
  ...SECURITY_GROUPS,
  ...QUEUES,
  ...DATABASES,
  ...CACHES,
  ...DISTRIBUTIONS,
  ...SCALED_SERVICES,
  ...IDENTITIES,
  ...KUBERNETES_WORKLOADS,
  ...INGRESSES,
  ...CHARTS,
  ...INSTANCES,
  ...STORES,
  ...ACCOUNTS,
  ...SERVERLESS,
  ...CLUSTERS,
};
