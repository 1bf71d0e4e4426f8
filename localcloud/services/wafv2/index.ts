import { modelled } from "../../limits/wording";
import type { CloudService } from "../../model/resource-type";
import { webAcl } from "./web-acl";
import { webAclAssociation } from "./web-acl-association";
import { webAclLoggingConfiguration } from "./web-acl-logging-configuration";

export const WAFV2: CloudService = {
  types: [webAcl, webAclAssociation, webAclLoggingConfiguration],
  wordings: { wafv2: modelled("ValidationException") },
};
