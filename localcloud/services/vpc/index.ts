import { securityGroupEgressRule, securityGroupIngressRule } from "./security-group-rule";

export const VPC_TYPES = [securityGroupIngressRule, securityGroupEgressRule];
