import { modelled } from "../../limits/wording";
import type { CloudService } from "../../model/resource-type";
import { listener } from "./listener";
import { listenerCertificate } from "./listener-certificate";
import { listenerRule } from "./listener-rule";
import { loadBalancer } from "./load-balancer";
import { targetGroup } from "./target-group";

export const LB: CloudService = {
  types: [loadBalancer, targetGroup, listener, listenerCertificate, listenerRule],
  wordings: { elbv2: modelled("ValidationError") },
};
