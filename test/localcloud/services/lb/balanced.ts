import type { TestCloud } from "../../support";
import { SECURITY_GROUP, twoNetworks } from "../ec2/network";

export const LOAD_BALANCER = "aws:lb/loadBalancer:LoadBalancer";
export const TARGET_GROUP = "aws:lb/targetGroup:TargetGroup";
export const LISTENER = "aws:lb/listener:Listener";
export const LISTENER_RULE = "aws:lb/listenerRule:ListenerRule";
export const LISTENER_CERTIFICATE = "aws:lb/listenerCertificate:ListenerCertificate";

/** An action that answers by itself. */
export const NOT_FOUND = { type: "fixed-response", fixedResponse: { contentType: "text/plain", statusCode: "404" } };

/** An application load balancer in two zones, and what a group for it needs. */
export function application(cloud: TestCloud) {
  const network = twoNetworks(cloud);
  const subnets = [network.subnetId, network.subnetOfZoneB];
  const securityGroupId = cloud.create(SECURITY_GROUP, { vpcId: network.vpcId, name: "web" }).id;
  const loadBalancer = cloud.create(LOAD_BALANCER, { name: "web", subnets, securityGroups: [securityGroupId] });
  return { ...network, subnets, securityGroupId, loadBalancer, loadBalancerArn: loadBalancer.id };
}

/** The same with an HTTP listener on port 80 that forwards to one of two groups. */
export function listening(cloud: TestCloud) {
  const given = application(cloud);
  const [blue, green] = ["blue", "green"].map((name) => group(cloud, given.vpcId, { name }));
  const listener = cloud.create(LISTENER, {
    loadBalancerArn: given.loadBalancerArn,
    port: 80,
    defaultActions: [forwardTo(blue ?? "")],
  });
  return { ...given, blue: blue ?? "", green: green ?? "", listener, listenerArn: listener.id };
}

/** A network load balancer in one zone. */
export function network(cloud: TestCloud) {
  const given = twoNetworks(cloud);
  const loadBalancer = cloud.create(LOAD_BALANCER, {
    name: "tcp",
    loadBalancerType: "network",
    subnets: [given.subnetId],
  });
  return { ...given, loadBalancer, loadBalancerArn: loadBalancer.id };
}

/** ARN of a new target group, of HTTP targets by address unless the inputs say otherwise. */
export function group(cloud: TestCloud, vpcId: string, inputs: object): string {
  return cloud.create(TARGET_GROUP, { vpcId, port: 8080, protocol: "HTTP", targetType: "ip", ...inputs }).id;
}

export function forwardTo(targetGroupArn: string) {
  return { type: "forward", targetGroupArn };
}

/** Forwards to several groups with the same weight. */
export function split(targetGroupArns: readonly string[], stickiness?: object) {
  const targetGroups = targetGroupArns.map((arn) => ({ arn, weight: 1 }));
  return { type: "forward", forward: { targetGroups, ...(stickiness && { stickiness }) } };
}
