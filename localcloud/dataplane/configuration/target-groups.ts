import { outputsOf, type CloudReader, type CloudResource } from "../../model/resource";
import { flag, number, text, type Properties } from "../../model/values";
import { isSticky } from "../../services/lb/stickiness";
import type { Balancing } from "../routing/targets";
import type { Stickiness, TargetGroup } from "./model";

/** The target groups that are deployed, by ARN. */
export function targetGroupsOf(cloud: CloudReader): ReadonlyMap<string, TargetGroup> {
  return new Map(
    cloud.ofType("aws:lb/targetGroup:TargetGroup").map((resource) => [resource.id, targetGroup(resource)]),
  );
}

function targetGroup(resource: CloudResource): TargetGroup {
  const { inputs } = resource;
  const outputs = outputsOf(resource);
  return {
    arn: resource.id,
    protocol: text(outputs, "protocol") ?? "HTTP",
    protocolVersion: text(outputs, "protocolVersion") ?? "HTTP1",
    stickiness: stickinessOf(inputs),
    sendsProxyProtocol: flag(inputs, "proxyProtocolV2") === true,
    terminatesConnections: flag(inputs, "connectionTermination") === true,
    ...balancingOf(inputs),
  };
}

function balancingOf(inputs: Properties): Balancing {
  const routing = "targetGroupHealth.unhealthyStateRouting";
  return {
    algorithm: algorithmOf(text(inputs, "loadBalancingAlgorithmType")),
    slowStartSeconds: number(inputs, "slowStart") ?? 0,
    minimumHealthy: number(inputs, `${routing}.minimumHealthyTargetsCount`) ?? 1,
    // `off` is no number: no percentage then.
    minimumHealthyPercent: number(inputs, `${routing}.minimumHealthyTargetsPercentage`) ?? 0,
  };
}

function algorithmOf(name: string | undefined): Balancing["algorithm"] {
  return name === "least_outstanding_requests" || name === "weighted_random" ? name : "round_robin";
}

/** The default duration is a day (API Reference, TargetGroupAttribute). */
function stickinessOf(inputs: Properties): Stickiness | undefined {
  if (!isSticky(inputs)) return undefined;
  const seconds = number(inputs, "stickiness.cookieDuration") ?? 86_400;
  switch (text(inputs, "stickiness.type")) {
    case "lb_cookie":
      return { type: "lb_cookie", seconds };
    case "app_cookie":
      return { type: "app_cookie", seconds, cookieName: text(inputs, "stickiness.cookieName") ?? "" };
    default:
      return { type: "source_ip" };
  }
}
