import { modelled } from "../../limits/wording";
import type { CloudService } from "../../model/resource-type";
import { automatedBackup } from "./automated-backup";
import { automatedBackupsReplication } from "./automated-backups-replication";
import { cluster } from "./cluster";
import { clusterInstance } from "./cluster-instance";
import { eventSubscription } from "./event-subscription";
import { getCluster, getClusters } from "./get-cluster";
import { getInstance, getInstances } from "./get-instance";
import { instance } from "./instance";
import { clusterParameterGroup, parameterGroup } from "./parameter-group";
import { proxyDefaultTargetGroup } from "./proxy-default-target-group";
import { proxyEndpoint } from "./proxy-endpoint";
import { proxyTarget } from "./proxy-target";
import { proxy } from "./proxy";
import { clusterSnapshot, snapshot } from "./snapshot";
import { subnetGroup } from "./subnet-group";

export const RDS: CloudService = {
  types: [
    subnetGroup,
    parameterGroup,
    clusterParameterGroup,
    instance,
    cluster,
    clusterInstance,
    proxy,
    proxyDefaultTargetGroup,
    proxyTarget,
    proxyEndpoint,
    snapshot,
    clusterSnapshot,
    automatedBackup,
    automatedBackupsReplication,
    eventSubscription,
  ],
  functions: [getInstance, getInstances, getCluster, getClusters],
  wordings: { rds: modelled("ValidationError") },
};
