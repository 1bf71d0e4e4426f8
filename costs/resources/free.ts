/** Resources for which AWS charges nothing, and what says so. What they make or lead to is charged elsewhere. */
export const FREE: Readonly<Record<string, string>> = {
  ...all("AWS Certificate Manager pricing: public certificates for AWS's services cost nothing", [
    "aws:acm/certificate:Certificate",
    "aws:acm/certificateValidation:CertificateValidation",
  ]),
  ...all("AWS Auto Scaling pricing: no charge but for what it starts and its alarms", [
    "aws:appautoscaling/policy:Policy",
    "aws:appautoscaling/scheduledAction:ScheduledAction",
    "aws:appautoscaling/target:Target",
    "aws:autoscaling/lifecycleHook:LifecycleHook",
    "aws:autoscaling/policy:Policy",
    "aws:autoscaling/schedule:Schedule",
    "aws:ec2/launchTemplate:LaunchTemplate",
  ]),
  ...all("Amazon ECS pricing: no charge but for what runs the tasks", [
    "aws:ecs/capacityProvider:CapacityProvider",
    "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",
    "aws:ecs/taskDefinition:TaskDefinition",
    "aws:ecr/lifecyclePolicy:LifecyclePolicy",
    "aws:ecr/repositoryPolicy:RepositoryPolicy",
  ]),
  ...all("AWS Backup pricing: plans cost nothing, backups do", [
    "aws:backup/plan:Plan",
    "aws:backup/selection:Selection",
    "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
    "aws:backup/vaultPolicy:VaultPolicy",
  ]),
  ...all("Amazon EventBridge pricing: events are charged, not what they go to", [
    "aws:cloudwatch/eventTarget:EventTarget",
  ]),
  ...all("Amazon VPC pricing: no charge for the VPC itself, its subnets, routes, groups and internet gateways", [
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    "aws:ec2/internetGateway:InternetGateway",
    "aws:ec2/route:Route",
    "aws:ec2/routeTable:RouteTable",
    "aws:ec2/routeTableAssociation:RouteTableAssociation",
    "aws:ec2/securityGroup:SecurityGroup",
    "aws:ec2/securityGroupRule:SecurityGroupRule",
    "aws:ec2/subnet:Subnet",
    "aws:ec2/vpc:Vpc",
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  ]),
  ...all("Amazon ElastiCache pricing: nodes, backups and data transfer are charged", [
    "aws:elasticache/parameterGroup:ParameterGroup",
    "aws:elasticache/subnetGroup:SubnetGroup",
    "aws:elasticache/user:User",
    "aws:elasticache/userGroup:UserGroup",
  ]),
  ...all("Amazon RDS pricing: instances, storage, backups and proxies are charged", [
    "aws:rds/clusterParameterGroup:ClusterParameterGroup",
    "aws:rds/parameterGroup:ParameterGroup",
    "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup",
    "aws:rds/proxyTarget:ProxyTarget",
    "aws:rds/subnetGroup:SubnetGroup",
  ]),
  ...all("AWS IAM: offered at no additional charge", [
    "aws:iam/instanceProfile:InstanceProfile",
    "aws:iam/policy:Policy",
    "aws:iam/role:Role",
    "aws:iam/rolePolicy:RolePolicy",
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
  ]),
  ...all("AWS KMS pricing: keys and requests are charged", ["aws:kms/alias:Alias", "aws:kms/keyPolicy:KeyPolicy"]),
  ...all("Elastic Load Balancing pricing: the balancer's hours and capacity units are charged", [
    "aws:lb/listener:Listener",
    "aws:lb/listenerRule:ListenerRule",
    "aws:lb/targetGroup:TargetGroup",
    "aws:lb/targetGroupAttachment:TargetGroupAttachment",
  ]),
  ...all("Amazon Route 53 pricing: zones and queries are charged", ["aws:route53/record:Record"]),
  ...all("Amazon S3 pricing: objects and requests are charged, with the bucket", [
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    "aws:s3/bucketLogging:BucketLogging",
    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    "aws:s3/bucketObjectv2:BucketObjectv2",
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    "aws:s3/bucketPolicy:BucketPolicy",
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "aws:s3/bucketVersioning:BucketVersioning",
  ]),
  ...all("AWS Secrets Manager pricing: secrets and requests are charged", [
    "aws:secretsmanager/secretPolicy:SecretPolicy",
    "aws:secretsmanager/secretRotation:SecretRotation",
    "aws:secretsmanager/secretVersion:SecretVersion",
  ]),
  ...all("AWS Cloud Map pricing: no charge for what Amazon ECS registers, but for the zone and its queries", [
    "aws:servicediscovery/service:Service",
  ]),
  ...all("Amazon SNS and Amazon SQS pricing: requests are charged, with the topic or queue", [
    "aws:sns/topicPolicy:TopicPolicy",
    "aws:sns/topicSubscription:TopicSubscription",
    "aws:sqs/queuePolicy:QueuePolicy",
    "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
    "aws:sqs/redrivePolicy:RedrivePolicy",
  ]),
  ...all("AWS WAF pricing: the web ACL, its rules and its requests are charged", [
    "aws:wafv2/webAclAssociation:WebAclAssociation",
    "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
  ]),
  ...all("AWS Cost Management pricing: a budget without actions costs nothing", ["aws:budgets/budget:Budget"]),
};

function all(reason: string, types: readonly string[]): Record<string, string> {
  return Object.fromEntries(types.map((type) => [type, reason]));
}
