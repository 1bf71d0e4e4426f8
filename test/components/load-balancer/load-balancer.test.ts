import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { LoadBalancer, type LoadBalancerArgs, type LoadBalancerTransforms } from "../../../components/load-balancer";
import { all, deploy, only, refusals } from "../../support/deploy";
import { AWS, CERTIFICATE, PLAIN, SECURE, TOPIC, deployed, inputsOf, namesOf, outputsOf } from "./fixture";

const TYPE = {
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

const NOT_FOUND = [
  { type: "fixed-response", fixedResponse: { statusCode: "404", contentType: "text/plain", messageBody: "Not found" } },
];

const WITH_DOMAIN: LoadBalancerArgs = {
  ...PLAIN,
  domain: { name: "app.example.com", alternativeNames: ["*.app.example.com", "api.example.com"] },
};

function portsOf(rules: readonly { inputs: Record<string, unknown> }[]): unknown[] {
  return rules.map(({ inputs }) => [inputs.fromPort, inputs.toPort, inputs.cidrIpv4, inputs.ipProtocol]);
}

describe("the load balancer", () => {
  it("faces the internet, protected, over HTTP/2, and drops what smuggles requests", async () => {
    const { inputs } = only(await deployed(SECURE), TYPE.loadBalancer);

    expect(inputs).toMatchObject({
      loadBalancerType: "application",
      internal: false,
      ipAddressType: "ipv4",
      subnets: ["subnet-a", "subnet-b"],
      securityGroups: ["web-load-balancer-id"],
      enableDeletionProtection: true,
      enableHttp2: true,
      dropInvalidHeaderFields: true,
      desyncMitigationMode: "defensive",
      accessLogs: { bucket: "web-access-logs-0000000", enabled: true },
    });
  });

  it("is internal and unprotected when asked", async () => {
    const resources = await deployed({ ...SECURE, internal: true, deletionProtection: false });

    expect(only(resources, TYPE.loadBalancer).inputs).toMatchObject({
      internal: true,
      enableDeletionProtection: false,
    });
    expect(portsOf(all(resources, TYPE.ingress))).toEqual([
      [80, 80, "10.0.0.0/16", "tcp"],
      [443, 443, "10.0.0.0/16", "tcp"],
      [8443, 8443, "10.0.0.0/16", "tcp"],
    ]);
  });

  it("leaves room for Pulumi's suffix in a long name", async () => {
    const name = "proofpix-a-rather-long-environment-name";
    const resources = await deploy(() => new LoadBalancer(name, { ...PLAIN, webFirewall: false }), AWS);
    const { name: logicalName, inputs } = only(resources, TYPE.loadBalancer);

    expect(logicalName).toMatch(/^proofpix-a-rather-[0-9a-f]{5}$/);
    expect(inputs.tags).toEqual({ Name: name });
  });

  it("waits for the bucket to accept its logs", async () => {
    const dependencies: unknown[] = [];
    const loadBalancer = (_: unknown, { dependsOn }: pulumi.CustomResourceOptions): void => {
      dependencies.push(...((dependsOn ?? []) as unknown[]));
    };
    await deployed({ ...PLAIN, transform: { loadBalancer } });

    expect(dependencies.some((each) => aws.s3.BucketPolicy.isInstance(each))).toBe(true);
    expect(dependencies.some((each) => aws.s3.BucketOwnershipControls.isInstance(each))).toBe(true);
  });

  it("tells where clients reach it", async () => {
    const url = (args: LoadBalancerArgs) => outputsOf(args, (web) => web.url);

    expect(await url(SECURE)).toBe("https://web.elb.amazonaws.com");
    expect(await url(WITH_DOMAIN)).toBe("https://app.example.com");
  });

  it("tells what stands behind the address", async () => {
    const outputs = await outputsOf(PLAIN, ({ url, dnsName, loadBalancerArn, loadBalancerName, securityGroupId }) => ({
      url,
      dnsName,
      loadBalancerArn,
      loadBalancerName,
      securityGroupId,
    }));

    expect(outputs).toEqual({
      url: "http://web.elb.amazonaws.com",
      dnsName: "web.elb.amazonaws.com",
      loadBalancerArn: "arn:mock:web",
      loadBalancerName: "web",
      securityGroupId: "web-load-balancer-id",
    });
  });

  it("registers nothing when its arguments are wrong", async () => {
    const problems = await refusals(() => new LoadBalancer("web", { ...PLAIN, alarmActions: [] }));

    expect(problems).toEqual([expect.stringMatching(/^alarmActions: /)]);
  });
});

describe("its security group", () => {
  it("lets anyone in through 80 and 443, the VPC to the test listener, and lets out to the targets alone", async () => {
    const targets = {
      web: { port: 3000 },
      api: { port: 4000, routing: { paths: ["/api/*"] } },
      admin: { port: 3000, routing: { paths: ["/admin/*"] } },
    };
    const resources = await deployed({ ...SECURE, targets });

    expect(portsOf(all(resources, TYPE.ingress))).toEqual([
      [80, 80, "0.0.0.0/0", "tcp"],
      [443, 443, "0.0.0.0/0", "tcp"],
      [8443, 8443, "10.0.0.0/16", "tcp"],
    ]);
    expect(portsOf(all(resources, TYPE.egress))).toEqual([
      [3000, 3000, "10.0.0.0/16", "tcp"],
      [4000, 4000, "10.0.0.0/16", "tcp"],
    ]);
    expect(only(resources, TYPE.securityGroup).inputs).not.toHaveProperty("ingress");
    expect(only(resources, TYPE.securityGroup).inputs).not.toHaveProperty("egress");
  });

  it("names who may reach the test listener by block, so that a list can change", async () => {
    const namesOfTesters = async (...cidrBlocks: pulumi.Input<string>[]): Promise<string[]> => {
      const resources = await deployed({ ...SECURE, testListener: { cidrBlocks } });
      return all(resources, TYPE.ingress).flatMap(({ name, inputs }) =>
        inputs.fromPort === 8443 ? [`${name} ${String(inputs.cidrIpv4)}`] : [],
      );
    };

    const [one, two] = ["192.0.2.1/32", "198.51.100.0/24"];
    expect(await namesOfTesters(one, two)).toEqual([
      "web-ingress-8443-192.0.2.1-32 192.0.2.1/32",
      "web-ingress-8443-198.51.100.0-24 198.51.100.0/24",
    ]);
    expect(await namesOfTesters(two, one)).toEqual((await namesOfTesters(one, two)).reverse());
    expect(await namesOfTesters(two, SECURE.vpcCidrBlock)).toContain("web-ingress-8443 10.0.0.0/16");
  });

  it("leaves 443 closed without a certificate", async () => {
    expect(portsOf(all(await deployed(PLAIN), TYPE.ingress))).toEqual([
      [80, 80, "0.0.0.0/0", "tcp"],
      [8080, 8080, "10.0.0.0/16", "tcp"],
    ]);
  });
});

describe("its listeners", () => {
  it("serve HTTPS under AWS's recommended policy and redirect everything else to it", async () => {
    const resources = await deployed(SECURE);

    expect(namesOf(resources, TYPE.listener)).toEqual(["web-http", "web-https", "web-test"]);
    expect(inputsOf(resources, TYPE.listener, "web-https")).toMatchObject({
      port: 443,
      protocol: "HTTPS",
      certificateArn: CERTIFICATE,
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
      defaultActions: NOT_FOUND,
    });
    expect(inputsOf(resources, TYPE.listener, "web-http")).toMatchObject({
      port: 80,
      protocol: "HTTP",
      defaultActions: [{ type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } }],
    });
  });

  it("serve plain HTTP without a certificate", async () => {
    const resources = await deployed(PLAIN);
    const http = inputsOf(resources, TYPE.listener, "web-http");

    expect(namesOf(resources, TYPE.listener)).toEqual(["web-http", "web-test"]);
    expect(http).toMatchObject({ port: 80, protocol: "HTTP", defaultActions: NOT_FOUND });
    expect(http).not.toHaveProperty("sslPolicy");
  });
});

describe("its domain", () => {
  it("gets a certificate, validated by records, and addresses", async () => {
    const resources = await deployed(WITH_DOMAIN);

    expect(only(resources, TYPE.certificate).inputs).toMatchObject({
      domainName: "app.example.com",
      subjectAlternativeNames: ["*.app.example.com", "api.example.com"],
      validationMethod: "DNS",
    });
    expect(namesOf(resources, TYPE.record)).toEqual([
      "web-validation-app.example.com",
      "web-validation-api.example.com",
      "web-alias-app.example.com",
      "web-alias-*.app.example.com",
      "web-alias-api.example.com",
    ]);
    expect(inputsOf(resources, TYPE.record, "web-validation-app.example.com")).toEqual({
      zoneId: "zone-of-example.com",
      name: "_token.app.example.com",
      type: "CNAME",
      records: ["_proof-of-app.example.com.acm-validations.aws"],
      ttl: 300,
      allowOverwrite: true,
    });
    expect(inputsOf(resources, TYPE.record, "web-alias-app.example.com")).toEqual({
      zoneId: "zone-of-example.com",
      name: "app.example.com",
      type: "A",
      aliases: [{ name: "web.elb.amazonaws.com", zoneId: "Z-ELB", evaluateTargetHealth: true }],
    });
  });

  it("is served only once its certificate is issued", async () => {
    const resources = await deployed(WITH_DOMAIN);
    const validation = only(resources, "aws:acm/certificateValidation:CertificateValidation").inputs;

    expect(validation).toEqual({
      certificateArn: "arn:mock:web-certificate",
      validationRecordFqdns: ["fqdn-of-web-validation-app.example.com", "fqdn-of-web-validation-api.example.com"],
    });
    expect(inputsOf(resources, TYPE.listener, "web-https").certificateArn).toBe("issued-certificate");
  });

  it("gets addresses only, in a named zone, with a given certificate", async () => {
    const resources = await deployed({ ...SECURE, domain: { name: "app.example.com", hostedZone: "app.example.com" } });

    expect(all(resources, TYPE.certificate)).toEqual([]);
    expect(only(resources, TYPE.record).inputs).toMatchObject({ type: "A", zoneId: "zone-of-app.example.com" });
    expect(inputsOf(resources, TYPE.listener, "web-https").certificateArn).toBe(CERTIFICATE);
  });

  it("leaves DNS alone where none is given", async () => {
    expect(all(await deployed(SECURE), TYPE.record)).toEqual([]);
  });
});

describe("its access logs", () => {
  it("lie in a private, encrypted bucket that forgets them after 90 days and outlives a destroy", async () => {
    const resources = await deployed(PLAIN);
    const bucket = "web-access-logs-0000000";

    expect(only(resources, TYPE.bucket).inputs).toMatchObject({ forceDestroy: false });
    expect(only(resources, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock").inputs).toEqual({
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    expect(only(resources, "aws:s3/bucketOwnershipControls:BucketOwnershipControls").inputs).toEqual({
      bucket,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
    expect(
      only(resources, "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration").inputs,
    ).toEqual({ bucket, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] });
    expect(only(resources, "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration").inputs).toMatchObject({
      bucket,
      rules: [{ status: "Enabled", expiration: { days: 90 } }],
    });
    const { policy } = only(resources, "aws:s3/bucketPolicy:BucketPolicy").inputs;
    expect(policy).toContain(`"arn:aws:s3:::${bucket}/AWSLogs/123456789012/*"`);
    expect(policy).toContain("logdelivery.elasticloadbalancing.amazonaws.com");
  });

  it("stay as long as asked, and go with the load balancer when asked", async () => {
    const resources = await deployed({ ...PLAIN, accessLogRetentionDays: 400, forceDestroyAccessLogs: true });

    expect(only(resources, TYPE.bucket).inputs).toMatchObject({ forceDestroy: true });
    expect(only(resources, "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration").inputs).toMatchObject({
      rules: [{ expiration: { days: 400 } }],
    });
  });
});

describe("its web firewall", () => {
  it("stands in front, and logs what it stops without credentials", async () => {
    const resources = await deployed(PLAIN);

    expect(only(resources, TYPE.webAcl).inputs).toMatchObject({ scope: "REGIONAL", defaultAction: { allow: {} } });
    expect(only(resources, "aws:wafv2/webAclAssociation:WebAclAssociation").inputs).toEqual({
      resourceArn: "arn:mock:web",
      webAclArn: "arn:mock:web-web-firewall",
    });
    expect(only(resources, TYPE.logGroup).inputs).toMatchObject({ name: "aws-waf-logs-web", retentionInDays: 90 });
    expect(only(resources, TYPE.logGroup).inputs).not.toHaveProperty("kmsKeyId");
    expect(only(resources, "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration").inputs).toEqual({
      resourceArn: "arn:mock:web-web-firewall",
      logDestinationConfigs: ["arn:mock:web-web-firewall"],
      loggingFilter: {
        defaultBehavior: "DROP",
        filters: [
          {
            behavior: "KEEP",
            requirement: "MEETS_ANY",
            conditions: [{ actionCondition: { action: "BLOCK" } }, { actionCondition: { action: "COUNT" } }],
          },
        ],
      },
      redactedFields: [{ singleHeader: { name: "authorization" } }, { singleHeader: { name: "cookie" } }],
    });
  });

  it("takes limits, rules, retention and key", async () => {
    const webFirewall = { requestsPerFiveMinutes: 100, countOnlyRules: [], logRetentionDays: 365 } as const;
    const resources = await deployed({ ...PLAIN, webFirewall, logKeyArn: "key" });
    const rules = JSON.stringify(only(resources, TYPE.webAcl).inputs.rules);

    expect(rules).toContain('"limit":100');
    expect(rules).not.toContain("SizeRestrictions_BODY");
    expect(only(resources, TYPE.logGroup).inputs).toMatchObject({ retentionInDays: 365, kmsKeyId: "key" });
  });

  it("lets uploads pass by default, and is absent when switched off", async () => {
    expect(JSON.stringify(only(await deployed(PLAIN), TYPE.webAcl).inputs.rules)).toContain("SizeRestrictions_BODY");

    const resources = await deployed({ ...PLAIN, webFirewall: false });
    expect(resources.filter(({ type }) => type.startsWith("aws:wafv2/"))).toEqual([]);
    expect(all(resources, TYPE.logGroup)).toEqual([]);
  });
});

describe("its children", () => {
  it("all stand below it, named after it and tagged where AWS can", async () => {
    const untagged = /aws:(s3\/bucket.+|wafv2\/webAcl.+|route53\/.+|acm\/certificateValidation):/;
    const args = { ...PLAIN, domain: { name: "app.example.com" }, tags: { Owner: "web" } };
    const targets = { web: { port: 80 } };
    const resources = await deployed({ ...args, targets });
    const children = resources.filter(({ component }) => !component);

    for (const { type, name, parent, inputs } of children) {
      expect(parent).toContain("::proofpix:load-balancer:LoadBalancer");
      expect(name).toMatch(/^web(-|$)/);
      if (!untagged.test(type))
        expect(inputs.tags).toMatchObject({ Owner: "web", Name: expect.stringMatching(/^web/) as unknown });
    }
    expect(children.length).toBeGreaterThan(30);
  });

  it("can each be transformed", async () => {
    const protect = (_: unknown, options: pulumi.CustomResourceOptions): void => {
      options.protect = true;
    };
    const transform: Required<LoadBalancerTransforms> = {
      loadBalancer: protect,
      listener: protect,
      listenerRule: protect,
      targetGroup: protect,
      alarm: protect,
      securityGroup: protect,
      ingressRule: protect,
      egressRule: protect,
      certificate: protect,
      certificateValidation: protect,
      dnsRecord: protect,
      webAcl: protect,
      webAclAssociation: protect,
      webAclLogging: protect,
      webAclLogGroup: protect,
      accessLogBucket: protect,
      accessLogOwnership: protect,
      accessLogPublicAccessBlock: protect,
      accessLogEncryption: protect,
      accessLogLifecycle: protect,
      accessLogPolicy: protect,
    };
    const resources = await deployed({ ...PLAIN, domain: { name: "app.example.com" }, transform });
    const children = resources.filter(({ component }) => !component);

    expect(children.filter((child) => !child.protect)).toEqual([]);
    expect(new Set(children.map(({ type }) => type)).size).toBe(Object.keys(transform).length);
  });
});

describe("its own alarm", () => {
  it("tells of the load balancer's 5xx answers, when they begin and end", async () => {
    const alarm = inputsOf(await deployed(PLAIN), TYPE.alarm, "web-load-balancer-5xx");

    expect(alarm).toMatchObject({
      name: "web-load-balancer-5xx",
      comparisonOperator: "GreaterThanThreshold",
      treatMissingData: "notBreaching",
      alarmActions: [TOPIC],
      okActions: [TOPIC],
    });
  });
});
