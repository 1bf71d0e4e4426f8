import type { Charge, Charges } from "./charge";

const key: Charge = (_key, sheet) => {
  sheet.monthly("KMS key", "kms.key");
  sheet.dependsOnUse("requests", "10,000 requests", "kms.requests");
};

export const SECURITY: Charges = {
  "aws:kms/key:Key": key,
  "aws:kms/replicaKey:ReplicaKey": key,
  "aws:secretsmanager/secret:Secret": (secret, sheet) => {
    // AWS Secrets Manager pricing: a replica is a secret of its own.
    sheet.monthly("secrets, with their replicas", "secrets.secret", 1 + secret.each("replicas").length);
    sheet.dependsOnUse("requests", "10,000 requests", "secrets.requests");
  },
  "aws:wafv2/webAcl:WebAcl": (acl, sheet) => {
    sheet.monthly("web ACL", "waf.acl");
    const rules = acl.each("rules").length;
    if (rules > 0) sheet.monthly("rules and rule groups of the web ACL", "waf.rule", rules);
    sheet.dependsOnUse("requests", "million requests", "waf.requests");
  },
  "aws:guardduty/detector:Detector": (_detector, sheet) => {
    sheet.dependsOnUse("events and logs that it looks at", "million events");
  },
};
