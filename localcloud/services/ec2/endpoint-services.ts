export type EndpointType = "Gateway" | "Interface";

/**
 * AWS services with endpoints of each type, as `com.amazonaws.<region>.<service>` names them (AWS PrivateLink Guide,
 * "Gateway endpoints" and "AWS services that integrate with AWS PrivateLink"): those that containers and their
 * deployment talk to. Add a missing one here.
 */
const SERVICES: Readonly<Record<EndpointType, readonly string[]>> = {
  Gateway: ["dynamodb", "s3"],
  Interface: [
    "acm-pca",
    "application-autoscaling",
    "autoscaling",
    "backup",
    "cloudtrail",
    "codedeploy",
    "dynamodb",
    "ec2",
    "ec2messages",
    "ecr.api",
    "ecr.dkr",
    "ecs",
    "ecs-agent",
    "ecs-telemetry",
    "elasticache",
    "elasticfilesystem",
    "elasticloadbalancing",
    "events",
    "kms",
    "lambda",
    "logs",
    "monitoring",
    "rds",
    "rds-data",
    "s3",
    "secretsmanager",
    "sns",
    "sqs",
    "ssm",
    "ssmmessages",
    "states",
    "sts",
    "xray",
  ],
};

/** Whether a region has an endpoint service of a type. */
export function isEndpointService(name: string, type: EndpointType, region: string): boolean {
  return SERVICES[type].some((service) => name === `com.amazonaws.${region}.${service}`);
}
