import { refuse } from "../../model/aws-error";
import type { CloudResource } from "../../model/resource";
import { text } from "../../model/values";
import type { ActingListener } from "./acting-listener";
import { TARGET_PROTOCOLS } from "./protocols";

/** Where a target group is to be used. */
export interface Forwarding extends ActingListener {
  /** Input that forwards to it. */
  readonly input: string;
  /** Other load balancers that forward to it. */
  readonly others: readonly string[];
}

/** A target group speaks what its listener does, stands in its VPC, and serves no second load balancer. */
export function requireUsableTargetGroup(group: CloudResource, forwarding: Forwarding): void {
  requireProtocol(group, forwarding);
  requireVpc(group, forwarding);
  requireOneLoadBalancer(group, forwarding);
}

function requireProtocol(group: CloudResource, { protocol, input }: Forwarding): void {
  const ofGroup = text(group.inputs, "protocol") ?? "";
  if (TARGET_PROTOCOLS[protocol]?.includes(ofGroup) === true) return;
  refuse(
    "IncompatibleProtocols",
    `The listener and its associated target group '${group.id}' have incompatible protocols: '${protocol}' and '${ofGroup}'`,
    input,
  );
}

function requireVpc(group: CloudResource, { loadBalancer, input }: Forwarding): void {
  if (group.inputs.vpcId === loadBalancer.computed.vpcId) return;
  refuse(
    "InvalidConfigurationRequest",
    `Target group '${group.id}' is in a different VPC than load balancer '${loadBalancer.id}'`,
    input,
  );
}

/** User Guides, "Target groups": one load balancer for each. */
function requireOneLoadBalancer(group: CloudResource, { others, input }: Forwarding): void {
  if (others.length === 0) return;
  refuse(
    "TargetGroupAssociationLimit",
    `The following target groups cannot be associated with more than one load balancer: ${group.id}`,
    input,
  );
}
