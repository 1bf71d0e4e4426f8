/**
 * Names of AWS services as policies name them, without `amazonaws.com`. IAM refuses others, so a new service's name has
 * to be added here (each service's own guide says its principal).
 */
const SERVICES: ReadonlySet<string> = new Set(
  `
  access-analyzer acm airflow airflow-env amplify apigateway appflow application-autoscaling appmesh apprunner appsync
  aps athena autoscaling autoscaling-plans backup batch batchoperations.s3 bedrock billing budgets build.apprunner
  chatbot cloudformation cloudfront cloudtrail cloudwatch codebuild codeconnections codedeploy codepipeline
  codestar-connections codestar-notifications cognito-identity cognito-idp config connect datasync dax
  delivery.logs devops-guru diode dlm dms ds dynamodb ec2 ec2.application-autoscaling ec2fleet ecr ecs
  ecs.application-autoscaling ecs-tasks edgelambda eks eks-fargate eks-fargate-pods elasticache elasticbeanstalk
  elasticfilesystem elasticloadbalancing elasticmapreduce emr-containers emr-serverless es events export.rds firehose
  fis fsx globalaccelerator glue grafana greengrass guardduty health imagebuilder inspector inspector2 internetmonitor
  iot kafka kafkaconnect kinesis kinesisanalytics kms lakeformation lambda lexv2 logdelivery.elasticloadbalancing
  logging.s3 logs macie maintenance.ssm malware-protection-plan.guardduty mediaconvert mediastore memorydb mgn
  monitoring monitoring.rds mq network-firewall networkmanager notifications oam observabilityadmin opensearchservice
  ops.apigateway organizations osis-pipelines pipes pods.eks pullthroughcache.ecr quicksight ram rds rds-data redshift
  redshift-serverless replication.ecr resource-groups route53 route53resolver s3 s3-object-lambda sagemaker scheduler
  secretsmanager securityhub servicecatalog servicediscovery ses shield sms sns spot spotfleet sqs ssm ssm-incidents
  sso states storage-lens.s3 streams.metrics.cloudwatch synthetics tagging tasks.apprunner transfer vmie vpc-flow-logs
  vpc-lattice waf waf-regional wafv2 workspaces xray
  `
    .trim()
    .split(/\s+/),
);

/** Whether a policy may name a service so: by itself, or in one region, as in `logs.eu-west-1.amazonaws.com`. */
export function isServicePrincipal(value: string): boolean {
  const [, name = ""] = /^(.+)\.amazonaws\.com(?:\.cn)?$/.exec(value) ?? [];
  return SERVICES.has(name) || SERVICES.has(name.replace(/\.[a-z]{2}(-[a-z]+)+-\d$/, ""));
}
