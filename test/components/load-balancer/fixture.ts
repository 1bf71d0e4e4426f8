import * as pulumi from "@pulumi/pulumi";
import { LoadBalancer, type LoadBalancerArgs } from "../../../components/load-balancer";
import { deploy, type DeployOptions, type Registered } from "../../support/deploy";

export const TOPIC = "arn:aws:sns:eu-central-1:123456789012:alarms";
export const CERTIFICATE = "arn:aws:acm:eu-central-1:123456789012:certificate/0f1e";

/** A load balancer with one target and nothing optional. */
export const PLAIN: LoadBalancerArgs = {
  vpcId: "vpc-1",
  vpcCidrBlock: "10.0.0.0/16",
  subnetIds: ["subnet-a", "subnet-b"],
  targets: { enterprise: { port: 3000 } },
  alarmActions: [TOPIC],
};

/** The same with a certificate, as people use it. */
export const SECURE: LoadBalancerArgs = { ...PLAIN, certificateArn: CERTIFICATE };

/** The same with a domain of three names. */
export const WITH_DOMAIN: LoadBalancerArgs = {
  ...PLAIN,
  domain: { name: "app.example.com", alternativeNames: ["*.app.example.com", "api.example.com"] },
};

/** Type tokens of what a load balancer registers. */
export const TYPE = {
  loadBalancer: "aws:lb/loadBalancer:LoadBalancer",
  listener: "aws:lb/listener:Listener",
  securityGroup: "aws:ec2/securityGroup:SecurityGroup",
  ingress: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  egress: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  bucket: "aws:s3/bucket:Bucket",
  certificate: "aws:acm/certificate:Certificate",
  record: "aws:route53/record:Record",
  webAcl: "aws:wafv2/webAcl:WebAcl",
  logGroup: "aws:cloudwatch/logGroup:LogGroup",
  alarm: "aws:cloudwatch/metricAlarm:MetricAlarm",
} as const;

/** What AWS would answer. */
export const AWS: DeployOptions = {
  calls: { "aws:route53/getZone:getZone": ({ name }) => ({ zoneId: `zone-of-${String(name)}` }) },
  outputs: {
    "aws:lb/loadBalancer:LoadBalancer": ({ name }) => ({
      arnSuffix: `app/${name}/1`,
      dnsName: `${name}.elb.amazonaws.com`,
      zoneId: "Z-ELB",
    }),
    "aws:lb/targetGroup:TargetGroup": ({ name }) => ({ arnSuffix: `targetgroup/${name}/1` }),
    "aws:ec2/securityGroup:SecurityGroup": () => ({
      arn: "arn:aws:ec2:eu-central-1:123456789012:security-group/sg-1",
    }),
    "aws:s3/bucket:Bucket": ({ name }) => ({ bucket: `${name}-0000000`, arn: `arn:aws:s3:::${name}-0000000` }),
    "aws:route53/record:Record": ({ name }) => ({ fqdn: `fqdn-of-${name}` }),
    "aws:acm/certificateValidation:CertificateValidation": () => ({ certificateArn: "issued-certificate" }),
    "aws:acm/certificate:Certificate": ({ inputs }) => ({
      domainValidationOptions: validationOptions(inputs as Record<string, unknown>),
    }),
  },
};

const deployments = new WeakMap<LoadBalancerArgs, Promise<Registered[]>>();

/** What a load balancer named `web` registers; deployed once for the same arguments. */
export function deployed(args: LoadBalancerArgs): Promise<Registered[]> {
  const known = deployments.get(args) ?? deploy(() => new LoadBalancer("web", args), AWS);
  deployments.set(args, known);
  return known;
}

/** Values that outputs of a load balancer have once everything is registered. */
export async function outputsOf<T>(args: LoadBalancerArgs, pick: (web: LoadBalancer) => T): Promise<pulumi.Unwrap<T>> {
  const values: pulumi.Unwrap<T>[] = [];
  await deploy(() => pulumi.output(pick(new LoadBalancer("web", args))).apply((value) => values.push(value)), AWS);
  const [value, ...others] = values;
  if (value === undefined || others.length > 0) throw new Error("expected the outputs to have one value");
  return value;
}

/** Inputs of the resource with a name. */
export function inputsOf(resources: readonly Registered[], type: string, name: string): Record<string, unknown> {
  const resource = resources.find((each) => each.type === type && each.name === name);
  if (resource === undefined) throw new Error(`no ${type} is named ${name}`);
  return resource.inputs;
}

/** Names of the resources of a type. */
export function namesOf(resources: readonly Registered[], type: string): string[] {
  return resources.filter((each) => each.type === type).map((each) => each.name);
}

function validationOptions(inputs: Record<string, unknown>): unknown[] {
  const names = [inputs.domainName, ...((inputs.subjectAlternativeNames ?? []) as string[])].map(String);
  return names.map((domainName) => ({
    domainName,
    resourceRecordName: `_token.${domainName.replace("*.", "")}`,
    resourceRecordType: "CNAME",
    resourceRecordValue: `_proof-of-${domainName.replace("*.", "")}.acm-validations.aws`,
  }));
}

/** First and last port, addresses and protocol of security group rules. */
export function portsOf(rules: readonly { inputs: Record<string, unknown> }[]): unknown[] {
  return rules.map(({ inputs }) => [inputs.fromPort, inputs.toPort, inputs.cidrIpv4, inputs.ipProtocol]);
}
