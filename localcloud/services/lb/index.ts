import { listener } from "./listener";
import { listenerCertificate } from "./listener-certificate";
import { listenerRule } from "./listener-rule";
import { loadBalancer } from "./load-balancer";
import { targetGroup } from "./target-group";

export const LB_TYPES = [loadBalancer, targetGroup, listener, listenerCertificate, listenerRule];
