/**
 * Capacity of the rule groups that AWS manages (AWS WAF Developer Guide, "AWS Managed Rules rule groups list"), those
 * aside that have to be told where an application's sign-in and sign-up pages are.
 */
export const CAPACITY_BY_MANAGED_GROUP: Readonly<Record<string, number>> = {
  AWSManagedRulesAdminProtectionRuleSet: 100,
  AWSManagedRulesAmazonIpReputationList: 25,
  AWSManagedRulesAnonymousIpList: 50,
  AWSManagedRulesBotControlRuleSet: 50,
  AWSManagedRulesCommonRuleSet: 700,
  AWSManagedRulesKnownBadInputsRuleSet: 200,
  AWSManagedRulesLinuxRuleSet: 200,
  AWSManagedRulesPHPRuleSet: 100,
  AWSManagedRulesSQLiRuleSet: 200,
  AWSManagedRulesUnixRuleSet: 100,
  AWSManagedRulesWindowsRuleSet: 200,
  AWSManagedRulesWordPressRuleSet: 100,
};

/** Groups with settings, which the local cloud doesn't model. */
export const MANAGED_GROUPS_WITH_SETTINGS: readonly string[] = [
  "AWSManagedRulesACFPRuleSet",
  "AWSManagedRulesATPRuleSet",
  "AWSManagedRulesAntiDDoSRuleSet",
];
