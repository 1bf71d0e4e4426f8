import { refuse } from "../../model/aws-error";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";
import { warningOf } from "../../model/warning";
import { kindOf } from "../lb/protocols";
import { INVALID_PARAMETER, invalidParameter } from "./invalid-parameter";
import { NONEXISTENT, webAclByArn, webAclReference } from "./web-acl";

const ASSOCIATION = "aws:wafv2/webAclAssociation:WebAclAssociation";
const LOAD_BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const NOT_VALID =
  "The ARN isn't valid. A valid ARN begins with arn: and includes other information separated by colons or slashes.";

export const webAclAssociation: ResourceType = {
  type: ASSOCIATION,
  mapping: { operation: "wafv2.AssociateWebACL" },
  replaceOnChanges: ["resourceArn", "webAclArn", "region"],
  references: [
    {
      ...webAclReference("webAclArn"),
      inUse: {
        code: "WAFAssociatedItemException",
        message: (id) =>
          `AWS WAF couldn't perform the operation because your resource is being used by another resource or it's associated with another resource: ${id}`,
      },
    },
    { input: "resourceArn", to: [LOAD_BALANCER], missing: NONEXISTENT },
  ],
  rules: [
    requireProtectableResource,
    requireRegionalAcl,
    warningOf(refuseSecondAcl, "the second web ACL replaces the first one, and the deletion of either removes both"),
  ],
  sideEffects: (association, cloud) =>
    othersOf(association, cloud).map((other) => ({
      ...other,
      inputs: { ...other.inputs, webAclArn: association.inputs.webAclArn },
    })),
  cascade: othersOf,
  make: ({ inputs }) => ({
    id: `${text(inputs, "webAclArn") ?? ""},${text(inputs, "resourceArn") ?? ""}`,
    computed: {},
  }),
};

/** AWS WAF API Reference, AssociateWebACL: the only load balancers that it protects are application load balancers. */
function requireProtectableResource({ inputs, region, cloud }: Operation): void {
  const arn = text(inputs, "resourceArn") ?? "";
  const loadBalancer = cloud.find(LOAD_BALANCER, arn);
  if (loadBalancer === undefined) return;
  if (loadBalancer.region === region && kindOf(loadBalancer.inputs) === "application") return;
  refuse(INVALID_PARAMETER, invalidParameter(NOT_VALID, "RESOURCE_ARN", arn), "resourceArn");
}

/** AWS WAF API Reference, AssociateWebACL: a web ACL of CloudFront is named by the distribution instead. */
function requireRegionalAcl({ inputs, region, cloud }: Operation): void {
  const arn = text(inputs, "webAclArn") ?? "";
  const acl = webAclByArn(arn, cloud);
  if (acl === undefined || (acl.region === region && acl.inputs.scope === "REGIONAL")) return;
  refuse(INVALID_PARAMETER, invalidParameter(NOT_VALID, "RESOURCE_ARN", arn), "webAclArn");
}

/** Other associations of the same resource: they share one web ACL, so a change or deletion of one affects all. */
function othersOf({ id, inputs }: CloudResource, cloud: CloudReader): CloudResource[] {
  return cloud
    .ofType(ASSOCIATION)
    .filter((other) => other.id !== id && other.inputs.resourceArn === inputs.resourceArn);
}

/** AWS WAF API Reference, AssociateWebACL: a resource has one web ACL. */
function refuseSecondAcl({ inputs, cloud }: Operation): void {
  const existing = cloud.ofType(ASSOCIATION).find((other) => other.inputs.resourceArn === inputs.resourceArn);
  if (existing === undefined) return;
  refuse(
    "WAFAssociatedItemException",
    `the resource has a web ACL already: ${String(existing.inputs.webAclArn)}`,
    "resourceArn",
  );
}
