import type { ServiceContext } from "../app-context";
import type { ServiceServer } from "../server";
import { configurationRoutes } from "./configuration";
import { deploymentRoutes } from "./deployments";
import { environmentRoutes } from "./environments";
import { eventRoutes } from "./events";
import { ownRoutes } from "./own";
import { runRoutes } from "./runs";
import { scalingRoutes } from "./scaling";

/** Every route of the service, by concern. */
export const ROUTES: readonly ((server: ServiceServer, context: ServiceContext) => void)[] = [
  environmentRoutes,
  runRoutes,
  deploymentRoutes,
  scalingRoutes,
  configurationRoutes,
  eventRoutes,
  ownRoutes,
];
