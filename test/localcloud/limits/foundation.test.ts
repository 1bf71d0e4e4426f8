import { describeLimits } from "./inputs";

const x = (length: number) => "x".repeat(length);
const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, "v"]));

describeLimits("aws:iam/role:Role", [
  ["name", x(65), x(64), "ValidationError", "at 'roleName' failed to satisfy constraint: Member must have length less"],
  ["name", "enterprise/task", "enterprise@task", "ValidationError", "regular expression pattern: [\\w+=,.@-]+"],
  ["namePrefix", x(39), x(38), "ValidationError", "less than or equal to 38"],
  ["maxSessionDuration", 3599, 3600, "ValidationError", "greater than or equal to 3600"],
  ["maxSessionDuration", 43_201, 43_200, "ValidationError", "less than or equal to 43200"],
  ["path", "proofpix/", "/proofpix/", "ValidationError", "at 'path'"],
  ["description", "rôle —", "rôle", "ValidationError", "at 'description'"],
  [
    "assumeRolePolicy",
    `{${x(2047)}}`,
    `{${x(2046)}} \n`,
    "LimitExceeded",
    "Cannot exceed quota for ACLSizePerRole: 2048",
  ],
  ["managedPolicyArns[0]", "ReadOnlyAccess", "arn:aws:iam::aws:policy/x", "ValidationError", "at 'policyArn'"],
  ["inlinePolicies[0].name", "read secrets", "read-secrets", "ValidationError", "at 'policyName'"],
]);

describeLimits("aws:iam/rolePolicy:RolePolicy", [
  ["role", "arn:aws:iam::1:role/enterprise", "enterprise", "ValidationError", "at 'roleName'"],
  ["policy", x(10_241), x(10_240), "LimitExceeded", "Maximum policy size of 10240 bytes exceeded"],
]);

describeLimits("aws:iam/rolePolicyAttachment:RolePolicyAttachment", [
  ["policyArn", "ReadOnlyAccess", "arn:aws:iam::aws:policy/x", "ValidationError", "greater than or equal to 20"],
]);

describeLimits("aws:iam/policy:Policy", [
  ["name", x(129), x(128), "ValidationError", "at 'policyName'"],
  ["policy", x(6145), ` ${x(6144)} `, "LimitExceeded", "Cannot exceed quota for PolicySize: 6144"],
]);

describeLimits("aws:iam/instanceProfile:InstanceProfile", [
  ["name", x(129), x(128), "ValidationError", "at 'instanceProfileName'"],
]);

describeLimits("aws:kms/key:Key", [
  ["deletionWindowInDays", 6, 7, "ValidationException", "at 'pendingWindowInDays'"],
  ["deletionWindowInDays", 31, 30, "ValidationException", "less than or equal to 30"],
  ["rotationPeriodInDays", 89, 90, "ValidationException", "at 'rotationPeriodInDays'"],
  ["rotationPeriodInDays", 2561, 2560, "ValidationException", "less than or equal to 2560"],
  ["keyUsage", "ENCRYPT", "SIGN_VERIFY", "ValidationException", "ENCRYPT_DECRYPT"],
  ["customerMasterKeySpec", "AES_256", "SYMMETRIC_DEFAULT", "ValidationException", "RSA_4096"],
  ["description", x(8193), x(8192), "ValidationException", "less than or equal to 8192"],
]);

describeLimits("aws:kms/alias:Alias", [
  ["name", "proofpix", "alias/proofpix", "ValidationException", 'must start with the prefix "alias/"'],
  ["name", "alias/aws/proofpix", "alias/awsproofpix", "NotAuthorizedException", "alias/aws/"],
  [
    "name",
    "alias/proof.pix",
    "alias/proof_pix",
    "ValidationException",
    "regular expression pattern: ^[a-zA-Z0-9:/_-]+$",
  ],
  ["name", `alias/${x(251)}`, `alias/${x(250)}`, "ValidationException", "less than or equal to 256"],
]);

describeLimits("aws:cloudwatch/logGroup:LogGroup", [
  ["name", "/ecs/proofpix production", "/ecs/proofpix-production", "InvalidParameterException", "at 'logGroupName'"],
  ["name", x(513), x(512), "InvalidParameterException", "less than or equal to 512"],
  ["name", "aws/ecs", "/aws/ecs", "InvalidParameterException", "at 'logGroupName'"],
  [
    "retentionInDays",
    31,
    30,
    "InvalidParameterException",
    "Value '31' at 'retentionInDays' failed to satisfy constraint",
  ],
  ["retentionInDays", 366, 0, "InvalidParameterException", "Member must satisfy enum value set: [0, 1, 3, 5, 7, 14"],
  ["logGroupClass", "INFREQUENT", "INFREQUENT_ACCESS", "InvalidParameterException", "STANDARD"],
]);

describeLimits("aws:cloudwatch/metricAlarm:MetricAlarm", [
  ["name", x(256), x(255), "ValidationError", "at 'alarmName'"],
  ["comparisonOperator", "GreaterThan", "GreaterThanThreshold", "ValidationError", "at 'comparisonOperator'"],
  ["evaluationPeriods", 0, 1, "ValidationError", "Value '0' at 'evaluationPeriods'"],
  ["treatMissingData", "notbreaching", "notBreaching", "ValidationError", "[breaching, notBreaching, ignore, missing]"],
  ["statistic", "p99", "Maximum", "ValidationError", "[SampleCount, Average, Sum, Minimum, Maximum]"],
  ["period", 45, 30, "ValidationError", "Period must be 10, 20, 30 or a multiple of 60"],
  ["period", 90, 120, "ValidationError", "Period must be 10, 20, 30 or a multiple of 60"],
  ["metricQueries[1].metric.period", 5, 10, "ValidationError", "Period must be 10, 20, 30"],
  ["metricQueries[0].id", "Errors", "errors_2", "ValidationError", "at 'metrics.1.member.id'"],
  ["metricQueries[0].expression", x(2049), x(2048), "ValidationError", "at 'metrics.1.member.expression'"],
  ["metricQueries[1].metric.dimensions.TargetGroup", "", "t", "ValidationError", "dimensions.1.member.value'"],
  ["metricQueries[1].metric.unit", "s", "Seconds", "ValidationError", "at 'metrics.2.member.metricStat.unit'"],
  ["namespace", ":AWS", "AWS/ECS", "ValidationError", "at 'namespace'"],
  ["alarmActions", Array(6).fill("arn"), Array(5).fill("arn"), "ValidationError", "less than or equal to 5"],
]);

describeLimits("aws:sns/topic:Topic", [
  ["name", "proofpix.alarms", "proofpix-alarms", "InvalidParameter", "Invalid parameter: Topic Name"],
  ["name", x(257), x(256), "InvalidParameter", "Invalid parameter: Topic Name"],
  ["displayName", x(101), x(100), "InvalidParameter", "Invalid parameter: displayName Reason:"],
]);

describeLimits("aws:sns/topicSubscription:TopicSubscription", [
  ["protocol", "mail", "email", "InvalidParameter", "Amazon SNS does not support this protocol string: mail"],
]);

describeLimits("aws:ec2/vpc:Vpc", [
  ["tags", tags(51), tags(50), "InvalidParameterValue", "less than or equal to 50"],
  ["tags.Owner", x(257), x(256), "InvalidParameterValue", "for parameter tags.3.member.value is invalid"],
]);
