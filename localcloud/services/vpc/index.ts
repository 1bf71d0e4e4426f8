import type { CloudService } from "../../model/cloud-service";
import { securityGroupEgressRule, securityGroupIngressRule } from "./security-group-rule";

export const VPC: CloudService = { types: [securityGroupIngressRule, securityGroupEgressRule] };
