import { webAcl } from "./web-acl";
import { webAclAssociation } from "./web-acl-association";
import { webAclLoggingConfiguration } from "./web-acl-logging-configuration";

export const WAFV2_TYPES = [webAcl, webAclAssociation, webAclLoggingConfiguration];
