import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { number, object, text, type Properties } from "../../model/values";
import { kindOfTargets } from "./protocols";

/** Protocols of health checks (User Guides, "Health checks for target groups"). */
const CHECK_PROTOCOLS = { application: ["HTTP", "HTTPS"], network: ["HTTP", "HTTPS", "TCP"] } as const;

/** Status codes that a matcher may have; gRPC has other codes than HTTP (API Reference, Matcher). */
const STATUS_CODES = { application: [200, 499], network: [200, 599], gRPC: [0, 99] } as const;

const DEFAULT_THRESHOLDS = {
  ofAws: { healthyThreshold: 5, unhealthyThreshold: 2 },
  ofProvider: { healthyThreshold: 3, unhealthyThreshold: 3 },
} as const;

/**
 * The health check of a target group, completed by defaults: AWS's where the whole check is left out, otherwise the
 * provider's, and AWS's for path, matcher and timeout (API Reference, CreateTargetGroup).
 */
export function healthCheckOf(targetGroup: Properties): Properties {
  const check = object(targetGroup, "healthCheck");
  const isApplication = kindOfTargets(targetGroup) === "application";
  const thresholds = check === undefined ? DEFAULT_THRESHOLDS.ofAws : DEFAULT_THRESHOLDS.ofProvider;
  const protocol = text(check ?? {}, "protocol") ?? (check === undefined && !isApplication ? "TCP" : "HTTP");
  return {
    enabled: true,
    interval: 30,
    port: "traffic-port",
    protocol,
    timeout: defaultTimeout(isApplication, protocol),
    ...thresholds,
    ...(protocol !== "TCP" && defaultRequest(targetGroup)),
    ...check,
  };
}

function defaultRequest(targetGroup: Properties): Properties {
  if (text(targetGroup, "protocolVersion") === "GRPC") return { path: "/AWS.ALB/healthcheck", matcher: "12" };
  return { path: "/", matcher: kindOfTargets(targetGroup) === "application" ? "200" : "200-399" };
}

function defaultTimeout(isApplication: boolean, protocol: string): number {
  if (isApplication) return 5;
  return protocol === "HTTP" ? 6 : 10;
}

export const healthCheckRules: readonly Rule[] = [
  requireProtocol,
  requireTimeoutBelowInterval,
  refusePathForTcp,
  requireStatusCodes,
];

function requireProtocol({ inputs }: Operation): void {
  const protocols: readonly string[] = CHECK_PROTOCOLS[kindOfTargets(inputs)];
  const protocol = text(healthCheckOf(inputs), "protocol") ?? "";
  if (protocols.includes(protocol)) return;
  refuse(
    "ValidationError",
    `Health check protocol '${protocol}' must be one of '${protocols.join(", ")}'`,
    "healthCheck.protocol",
  );
}

function requireTimeoutBelowInterval({ inputs }: Operation): void {
  const check = healthCheckOf(inputs);
  const interval = number(check, "interval") ?? 0;
  const timeout = number(check, "timeout") ?? 0;
  if (timeout < interval) return;
  refuse(
    "ValidationError",
    `Health check interval must be greater than the timeout, got ${interval} and ${timeout}`,
    "healthCheck.interval, healthCheck.timeout",
  );
}

/** A check by TCP only opens a connection. */
function refusePathForTcp({ inputs }: Operation): void {
  const check = healthCheckOf(inputs);
  const given = ["path", "matcher"].filter((input) => check[input] !== undefined);
  if (check.protocol !== "TCP" || given.length === 0) return;
  const names = given.map((input) => `healthCheck.${input}`).join(", ");
  refuse("ValidationError", `Health checks with protocol 'TCP' have neither path nor matcher`, names);
}

function requireStatusCodes({ inputs }: Operation): void {
  const isGrpc = text(inputs, "protocolVersion") === "GRPC";
  const [lowest, highest] = STATUS_CODES[isGrpc ? "gRPC" : kindOfTargets(inputs)];
  const matcher = text(inputs, "healthCheck.matcher") ?? String(lowest);
  const isRange = (range: readonly number[]): boolean =>
    range.length <= 2 && range.every((code, index) => code >= (range[index - 1] ?? lowest) && code <= highest);
  if (matcher.split(",").every((part) => isRange(part.split("-").map(Number)))) return;
  refuse(
    "ValidationError",
    `Health check matcher HTTP code '${matcher}' must be within '${lowest}-${highest}' inclusive`,
    "healthCheck.matcher",
  );
}
