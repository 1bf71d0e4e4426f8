import type { Instant } from "../../behaviour/model/instant";
import { SECOND } from "../../behaviour/model/instant";

/** The header of request tracing (User Guide for Application Load Balancers, "Request tracing"). */
export const TRACE_HEADER = "X-Amzn-Trace-Id";

/**
 * The header as a target gets it: a root for a request that has none, and the load balancer's own id in one that has.
 *
 * @param given what the client sent
 * @param digits 24 hexadecimal digits, drawn for this request
 */
export function traceHeader(given: string | undefined, now: Instant, digits: string): string {
  const id = `1-${Math.floor(now / SECOND)
    .toString(16)
    .padStart(8, "0")}-${digits}`;
  if (given === undefined) return `Root=${id}`;
  const fields = given.split(";").filter((field) => field !== "");
  if (!fields.some((field) => field.startsWith("Root="))) return [...fields, `Root=${id}`].join(";");
  return [`Self=${id}`, ...fields.filter((field) => !field.startsWith("Self="))].join(";");
}
