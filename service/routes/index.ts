import type { ServiceContext } from "../app-context";
import type { ServiceServer } from "../server";
import { approvalRoutes } from "./approvals";
import { auditRoutes } from "./audit";
import { configurationRoutes } from "./configuration";
import { deploymentRoutes } from "./deployments";
import { driftRoutes } from "./drift";
import { environmentRoutes } from "./environments";
import { eventRoutes } from "./events";
import { metricRoutes } from "./metrics";
import { ownRoutes } from "./own";
import { reportRoutes } from "./reports";
import { runRoutes } from "./runs";
import { scalingRoutes } from "./scaling";

/** Every route of the service, by concern. */
export const ROUTES: readonly ((server: ServiceServer, context: ServiceContext) => void)[] = [
  environmentRoutes,
  runRoutes,
  deploymentRoutes,
  scalingRoutes,
  metricRoutes,
  reportRoutes,
  configurationRoutes,
  approvalRoutes,
  auditRoutes,
  driftRoutes,
  eventRoutes,
  ownRoutes,
];
