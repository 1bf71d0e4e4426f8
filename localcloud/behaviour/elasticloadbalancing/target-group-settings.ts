import type { CloudResource } from "../../model/resource";
import { number, text, type Properties } from "../../model/values";
import { healthCheckOf } from "../../services/lb/health-check";
import { kindOfTargets, type LoadBalancerKind } from "../../services/lb/protocols";
import { oncePerObject } from "../model/once-per-object";

/** How the targets of a group are checked. */
export interface HealthCheck {
  /** A check by TCP asks for a connection only. */
  readonly protocol: "HTTP" | "HTTPS" | "TCP";
  /** Undefined: the port that gets the traffic. */
  readonly port: number | undefined;
  readonly path: string;
  readonly intervalSeconds: number;
  readonly timeoutSeconds: number;
  readonly healthyThreshold: number;
  readonly unhealthyThreshold: number;
  /** Ranges of status codes that mean health. */
  readonly healthyCodes: readonly (readonly [number, number])[];
}

/** What the behaviour of a target group depends on. */
export interface TargetGroupSettings {
  readonly arn: string;
  readonly region: string;
  readonly kind: LoadBalancerKind;
  readonly check: HealthCheck;
  readonly deregistrationDelaySeconds: number;
  /** Value of the dimension `TargetGroup`. */
  readonly dimension: string;
}

/** The settings of a target group, completed by AWS's defaults. */
export const targetGroupSettings = oncePerObject((group: CloudResource): TargetGroupSettings => {
  return {
    arn: group.id,
    region: group.region,
    kind: kindOfTargets(group.inputs),
    check: checkOf(group.inputs),
    deregistrationDelaySeconds: number(group.inputs, "deregistrationDelay") ?? 300,
    dimension: text(group.computed, "arnSuffix") ?? "",
  };
});

function checkOf(inputs: Properties): HealthCheck {
  const check = healthCheckOf(inputs);
  return {
    protocol: protocolOf(inputs, check),
    port: number(check, "port"),
    path: text(check, "path") ?? "/",
    intervalSeconds: number(check, "interval") ?? 30,
    timeoutSeconds: number(check, "timeout") ?? 5,
    healthyThreshold: number(check, "healthyThreshold") ?? 5,
    unhealthyThreshold: number(check, "unhealthyThreshold") ?? 2,
    healthyCodes: codeRanges(text(check, "matcher") ?? "200"),
  };
}

/** Calls by gRPC are not modelled: such a target is healthy when it takes connections. */
function protocolOf(inputs: Properties, check: Properties): HealthCheck["protocol"] {
  if (text(inputs, "protocolVersion") === "GRPC") return "TCP";
  const protocol = text(check, "protocol");
  return protocol === "HTTPS" || protocol === "TCP" ? protocol : "HTTP";
}

/** Codes as a matcher has them: `200`, `200,302` or `200-399` (Elastic Load Balancing API Reference, Matcher). */
function codeRanges(matcher: string): [number, number][] {
  return matcher.split(",").map((part) => {
    const [first = 0, last = first] = part.split("-").map(Number);
    return [first, last];
  });
}
