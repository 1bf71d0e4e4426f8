import { ManagedPolicy } from "@pulumi/aws/types/enums/iam";
import type { Reference } from "../../model/resource-type";

/** Policies of AWS that are newer than the provider's own list (AWS Managed Policy Reference Guide). */
const NEWER_POLICIES = [
  "AmazonEC2ContainerRegistryPullOnly",
  "AmazonECSInfrastructureRolePolicyForLoadBalancers",
  "AmazonECSInfrastructureRolePolicyForManagedInstances",
  "AmazonECSInfrastructureRolePolicyForVpcLattice",
].map((name) => `arn:aws:iam::aws:policy/${name}`);

const AWS_POLICIES: ReadonlySet<string> = new Set([...Object.values(ManagedPolicy), ...NEWER_POLICIES]);

/** An input that names a managed policy, of the account or of AWS. */
export function policyReference(input: string): Reference {
  return {
    input,
    to: ["aws:iam/policy:Policy"],
    missing: {
      code: "NoSuchEntity",
      message: (policyArn) => `Policy ${policyArn} does not exist or is not attachable.`,
    },
    inUse: { code: "DeleteConflict", message: () => "Cannot delete a policy attached to entities." },
    ignores: isAttachablePolicyOfAws,
  };
}

/** Policies of service-linked roles can't be attached to others (IAM User Guide, "Service-linked roles"). */
function isAttachablePolicyOfAws(policyArn: string): boolean {
  return AWS_POLICIES.has(policyArn) && !policyArn.includes(":policy/aws-service-role/");
}
