export type {
  CloudWatchDashboardArgs,
  CloudWatchDashboardTransforms,
  CloudWatchNames,
  CloudWatchServiceNames,
  ShownSystem,
} from "./args";
export { CloudWatchDashboard } from "./cloudwatch-dashboard";
