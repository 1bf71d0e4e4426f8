import type { CloudReader, CloudResource } from "../../model/resource";
import type { Reference } from "../../model/resource-type";

const WEB_ACL = "aws:wafv2/webAcl:WebAcl";

/** AWS WAF's words for what it can't find. */
export const NONEXISTENT: Reference["missing"] = {
  code: "WAFNonexistentItemException",
  message: (arn) => `AWS WAF couldn't perform the operation because your resource doesn't exist: ${arn}`,
};

/** An input that names a web ACL by its ARN. */
export function webAclReference(input: string): Reference {
  return { input, to: [WEB_ACL], by: "arn", missing: NONEXISTENT };
}

export function webAclNamed(arn: string, cloud: CloudReader): CloudResource | undefined {
  return cloud.ofType(WEB_ACL).find((acl) => acl.computed.arn === arn);
}
