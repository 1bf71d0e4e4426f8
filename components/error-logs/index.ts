export type { ErrorLogsArgs, ErrorLogsTransforms } from "./args";
export { ErrorLogs } from "./error-logs";
