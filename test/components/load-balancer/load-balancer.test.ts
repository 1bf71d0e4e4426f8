import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { LoadBalancer, type LoadBalancerArgs, type LoadBalancerTransforms } from "../../../components/load-balancer";
import { all, deploy, only, refusals } from "../../support/deploy";
import { AWS, deployed, inputsOf, outputsOf, PLAIN, portsOf, SECURE, TOPIC, TYPE, WITH_DOMAIN } from "./fixture";

function furtherOutputs({
  accessLogBucketName,
  certificateArn,
  hostedZoneId,
  productionListenerArn,
  redirectListenerArn,
  testListenerArn,
  webAclArn,
  zoneId,
}: LoadBalancer) {
  return {
    accessLogBucketName,
    certificateArn,
    hostedZoneId,
    productionListenerArn,
    redirectListenerArn,
    testListenerArn,
    webAclArn,
    zoneId,
  };
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

  it("tells what is behind it, for resources of one's own", async () => {
    expect(await outputsOf(WITH_DOMAIN, furtherOutputs)).toEqual({
      zoneId: "Z-ELB",
      hostedZoneId: "zone-of-example.com",
      productionListenerArn: "arn:mock:web-https",
      testListenerArn: "arn:mock:web-test",
      redirectListenerArn: "arn:mock:web-http",
      certificateArn: "issued-certificate",
      accessLogBucketName: "web-access-logs-0000000",
      webAclArn: "arn:mock:web-web-firewall",
    });
  });

  it("tells of nothing that it doesn't create", async () => {
    expect(await outputsOf({ ...PLAIN, webFirewall: false }, furtherOutputs)).toEqual({
      zoneId: "Z-ELB",
      hostedZoneId: undefined,
      productionListenerArn: "arn:mock:web-http",
      testListenerArn: "arn:mock:web-test",
      redirectListenerArn: undefined,
      certificateArn: undefined,
      accessLogBucketName: "web-access-logs-0000000",
      webAclArn: undefined,
    });
  });

  it("tells of a given certificate, and of no zone", async () => {
    expect(await outputsOf(SECURE, furtherOutputs)).toMatchObject({
      hostedZoneId: undefined,
      productionListenerArn: "arn:mock:web-https",
      certificateArn: SECURE.certificateArn,
    });
  });

  it("has the targets that its arguments name, and no others", async () => {
    const targets = { web: { port: 80 }, api: { port: 81, routing: { paths: ["/api"] } } };
    const ports: number[] = [];
    await deploy(() => {
      const loadBalancer = new LoadBalancer("web", { ...PLAIN, targets });
      ports.push(loadBalancer.targets.web.port, loadBalancer.targets.api.port);
      // @ts-expect-error -- the arguments name no such target
      expect(loadBalancer.targets.wbe).toBeUndefined();
    }, AWS);

    expect(ports).toEqual([80, 81]);
  });

  it("registers nothing when its arguments are wrong", async () => {
    const problems = await refusals(() => new LoadBalancer("web", { ...PLAIN, alarmActions: [] }));

    expect(problems).toEqual([expect.stringMatching(/^alarmActions: /)]);
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
