import { getZone } from "./get-zone";
import { record } from "./record";
import { zone } from "./zone";

export const ROUTE53_TYPES = [zone, record];

export const ROUTE53_FUNCTIONS = [getZone];
