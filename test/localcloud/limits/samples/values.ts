export const ROLE = "arn:aws:iam::123456789012:role/enterprise";
export const KEY = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";
export const CERTIFICATE = "arn:aws:acm:eu-west-1:123456789012:certificate/11111111-2222-3333-4444-555555555555";
export const BALANCER =
  "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/enterprise/1234567890abcdef";
export const LISTENER =
  "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/enterprise/1234567890abcdef/1234";
export const TARGETS = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/blue/1234567890abcdef";
export const TOPIC = "arn:aws:sns:eu-west-1:123456789012:alarms";
export const WEB_ACL =
  "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/enterprise/11111111-2222-3333-4444-555555555555";
export const GROUP =
  "arn:aws:autoscaling:eu-west-1:123456789012:autoScalingGroup:11111111-2222-3333-4444-555555555555:autoScalingGroupName/x";
export const POLICY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" }],
});
export const LIFECYCLE = JSON.stringify({
  rules: [
    {
      rulePriority: 1,
      description: "keep the newest thirty images",
      selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 30 },
      action: { type: "expire" },
    },
  ],
});

export const TAGS = { Name: "enterprise", Project: "proofpix", Owner: "team@example.com" };
