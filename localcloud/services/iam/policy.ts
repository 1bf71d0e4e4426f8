import { ManagedPolicy } from "@pulumi/aws/types/enums/iam";
import { parseArn } from "../../../components/shared/arn";
import { globalArn } from "../../model/identifiers";
import type { Operation, Reference, ResourceType } from "../../model/resource-type";
import { nameOf } from "../shared/inputs";
import { policyRule } from "../shared/policy-rules";
import { pathOf, uniqueId } from "./identifiers";
import { policySize } from "./quotas";

/** Policies of AWS that are newer than the provider's own list (AWS Managed Policy Reference Guide). */
const NEWER_POLICIES = [
  "AmazonEC2ContainerRegistryPullOnly",
  "AmazonECSInfrastructureRolePolicyForLoadBalancers",
  "AmazonECSInfrastructureRolePolicyForManagedInstances",
  "AmazonECSInfrastructureRolePolicyForVpcLattice",
].map((name) => `policy/${name}`);

/** Resource parts of the ARNs of AWS's policies, which are the same in each partition. */
const AWS_POLICIES: ReadonlySet<string> = new Set([
  ...Object.values(ManagedPolicy).map((policyArn) => parseArn(policyArn).resource),
  ...NEWER_POLICIES,
]);

export const policy: ResourceType = {
  type: "aws:iam/policy:Policy",
  mapping: { operation: "iam.CreatePolicy", inputs: { name: "PolicyName", policy: "PolicyDocument" } },
  documentedLimits: { policy: [policySize(6144, "Cannot exceed quota for PolicySize: 6144")] },
  autonaming: { input: "name", maximumLength: 128, unlessGiven: "namePrefix" },
  defaults: { path: "/" },
  replaceOnChanges: ["name", "namePrefix", "path", "description"],
  unique: {
    inputs: ["name"],
    scope: "account",
    ignoresCase: true,
    code: "EntityAlreadyExists",
    message: (name) => `A policy called ${name} already exists. Duplicate names are not allowed.`,
  },
  rules: [policyRule({ input: "policy", kind: "identity", code: "MalformedPolicyDocument" })],
  make: (operation) => {
    const name = nameOf(operation);
    const id = globalArn("iam", operation.region, operation.accountId, `policy${pathOf(operation)}${name}`);
    return { id, computed: { arn: id, name, policyId: uniqueId("ANPA"), attachmentCount: 0 } };
  },
};

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
function isAttachablePolicyOfAws(policyArn: string, { region }: Operation): boolean {
  const { resource } = parseArn(policyArn);
  return (
    policyArn === globalArn("iam", region, "aws", resource) &&
    AWS_POLICIES.has(resource) &&
    !resource.startsWith("policy/aws-service-role/")
  );
}
