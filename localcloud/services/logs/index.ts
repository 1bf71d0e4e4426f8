import { logGroup } from "./log-group";
import { logResourcePolicy } from "./log-resource-policy";

export const LOGS_TYPES = [logGroup, logResourcePolicy];
