import * as pulumi from "@pulumi/pulumi";
import { AutoScalingGroup } from "../../../components/auto-scaling-group";
import { all, deploy, only } from "../../support/deploy";
import { deployed, inputsOf, PLAIN, TYPES } from "./support";

const RECOMMENDED = "/aws/service/ecs/optimized-ami/amazon-linux-2023";

/** The launch template where AWS recommends that image. */
async function templateWith(insecureValue: string): Promise<unknown> {
  const resources = await deploy(() => new AutoScalingGroup("fleet", PLAIN), {
    calls: { "aws:ssm/getParameter:getParameter": () => ({ insecureValue }) },
    outputs: { [TYPES.template]: () => ({ latestVersion: 7 }) },
  });
  return only(resources, TYPES.template).inputs;
}

describe("AutoScalingGroup", () => {
  describe("its launch template", () => {
    it("is confined: IMDSv2, encrypted disk, no public address, detailed monitoring", async () => {
      expect(await inputsOf(TYPES.template)).toMatchObject({
        imageId: `resolve:ssm:${RECOMMENDED}/recommended/image_id`,
        instanceType: "m6i.large",
        metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
        networkInterfaces: [{ associatePublicIpAddress: "false", securityGroups: ["fleet-instances-id"] }],
        blockDeviceMappings: [
          { deviceName: "/dev/xvda", ebs: { encrypted: "true", volumeSize: 30, volumeType: "gp3" } },
        ],
        monitoring: { enabled: true },
        iamInstanceProfile: { arn: "arn:mock:fleet-instance" },
      });
    });

    it("takes an image, a disk and a key of one's own", async () => {
      expect(
        await inputsOf(TYPES.template, { imageId: "ami-1", rootVolumeSize: "100Gi", volumeKeyArn: "arn:key" }),
      ).toMatchObject({
        imageId: "ami-1",
        blockDeviceMappings: [{ ebs: { volumeSize: 100, kmsKeyId: "arn:key" } }],
      });
    });

    it("has Graviton's image for Graviton", async () => {
      expect(await inputsOf(TYPES.template, { instanceTypes: ["m7g.large", "t4g.large"] })).toMatchObject({
        imageId: `resolve:ssm:${RECOMMENDED}/arm64/recommended/image_id`,
      });
    });

    it("stays as it is when AWS recommends another image, which the next launches get", async () => {
      const before = await templateWith("ami-1");

      expect(await templateWith("ami-2")).toEqual(before);
    });

    it("takes a parameter of one's own", async () => {
      expect(await inputsOf(TYPES.template, { imageId: "resolve:ssm:/images/web" })).toMatchObject({
        imageId: "resolve:ssm:/images/web",
      });
    });

    it("names the image itself with a warm pool, which can't look one up", async () => {
      expect(await inputsOf(TYPES.template, { warmPool: {} })).toMatchObject({
        imageId: `ami-of-${RECOMMENDED}/recommended/image_id`,
      });
    });

    it("tags what it makes", async () => {
      const { tagSpecifications } = await inputsOf(TYPES.template, { tags: { Owner: "shop" } });

      expect(tagSpecifications).toEqual(
        ["instance", "volume", "network-interface"].map((resourceType) => ({
          resourceType,
          tags: { Name: "fleet", Owner: "shop" },
        })),
      );
    });
  });

  describe("the group", () => {
    it("refreshes instances by template version, and renews them every month", async () => {
      expect(await inputsOf(TYPES.group)).toMatchObject({
        minSize: 2,
        maxSize: 6,
        vpcZoneIdentifiers: ["subnet-a", "subnet-b"],
        launchTemplate: { id: "fleet-id", version: "7" },
        healthCheckType: "EC2",
        healthCheckGracePeriod: 120,
        maxInstanceLifetime: 2_592_000,
        instanceRefresh: {
          strategy: "Rolling",
          preferences: {
            minHealthyPercentage: 100,
            maxHealthyPercentage: 150,
            autoRollback: false,
            skipMatching: false,
            scaleInProtectedInstances: "Refresh",
          },
        },
        protectFromScaleIn: false,
        forceDelete: true,
      });
    });

    it.each([
      ["an image of one's own", { imageId: "ami-1" }],
      ["an image that isn't known yet", { imageId: pulumi.output("ami-1") }],
      ["a warm pool", { warmPool: {} }],
    ])("rolls a failed refresh back, and replaces no more than it has to, with %s", async (_, overrides) => {
      expect(await inputsOf(TYPES.group, overrides)).toMatchObject({
        instanceRefresh: { preferences: { autoRollback: true, skipMatching: true } },
      });
    });

    it("asks for no rollback with a parameter of one's own", async () => {
      expect(await inputsOf(TYPES.group, { imageId: "resolve:ssm:/images/web" })).toMatchObject({
        instanceRefresh: { preferences: { autoRollback: false, skipMatching: false } },
      });
    });

    it("never undoes a scaling", async () => {
      let ignored: string[] | undefined;
      await deployed({ transform: { group: (_args, options) => void (ignored = options.ignoreChanges) } });

      expect(ignored).toEqual(["desiredCapacity"]);
      expect(await inputsOf(TYPES.group)).not.toHaveProperty("desiredCapacity");
      expect(await inputsOf(TYPES.group, { desiredCapacity: 3 })).toMatchObject({ desiredCapacity: 3 });
    });

    it("launches several types on demand, the first preferred", async () => {
      const inputs = await inputsOf(TYPES.group, { instanceTypes: ["m6i.large", "m6a.large"] });

      expect(inputs).not.toHaveProperty("launchTemplate");
      expect(inputs.mixedInstancesPolicy).toEqual({
        launchTemplate: {
          launchTemplateSpecification: { launchTemplateId: "fleet-id", version: "7" },
          overrides: [{ instanceType: "m6i.large" }, { instanceType: "m6a.large" }],
        },
        instancesDistribution: { onDemandAllocationStrategy: "prioritized", onDemandPercentageAboveBaseCapacity: 100 },
      });
    });

    it("judges by the load balancer where it stands behind one, and lets it in (HC-3)", async () => {
      const resources = await deployed({
        targetGroupArns: ["arn:group"],
        ingress: [{ securityGroupId: "sg-load-balancer", port: 8080 }],
        healthCheckGracePeriod: "5m",
      });

      expect(only(resources, TYPES.group).inputs).toMatchObject({
        healthCheckType: "ELB",
        healthCheckGracePeriod: 300,
        targetGroupArns: ["arn:group"],
      });
      expect(only(resources, TYPES.ingress).inputs).toMatchObject({
        fromPort: 8080,
        toPort: 8080,
        referencedSecurityGroupId: "sg-load-balancer",
      });
    });

    it("names what it lets in by port and name, so that a list can change", async () => {
      const rules = [
        { port: 80, securityGroupId: "sg-1" },
        { port: 80, securityGroupId: "sg-2", name: "monitoring" },
        { port: 443, securityGroupId: "sg-2" },
      ];
      const named = async (ingress: typeof rules): Promise<Map<string, unknown>> =>
        new Map(
          all(await deployed({ ingress }), TYPES.ingress).map(({ name, inputs }) => [
            name,
            inputs.referencedSecurityGroupId,
          ]),
        );
      const before = await named(rules);

      expect(before.size).toBe(3);
      for (const [name, group] of await named(rules.slice(1).reverse())) expect(before.get(name)).toBe(group);
    });

    it("keeps a warm pool on demand", async () => {
      expect(await inputsOf(TYPES.group)).not.toHaveProperty("warmPool");
      expect(await inputsOf(TYPES.group, { warmPool: {} })).toMatchObject({
        warmPool: { minSize: 1, poolState: "Stopped", instanceReusePolicy: { reuseOnScaleIn: true } },
      });
      expect(
        await inputsOf(TYPES.group, {
          warmPool: { minSize: 2, maxPreparedCapacity: 8, state: "Running", reuseOnScaleIn: false },
        }),
      ).toMatchObject({
        warmPool: {
          minSize: 2,
          maxGroupPreparedCapacity: 8,
          poolState: "Running",
          instanceReusePolicy: { reuseOnScaleIn: false },
        },
      });
    });

    it("takes other ways of refreshing, and another age", async () => {
      const instanceRefresh = {
        minHealthyPercentage: 50,
        maxHealthyPercentage: 100,
        instanceWarmup: "1m",
        alarmNames: ["web-5xx"],
      } as const;

      expect(await inputsOf(TYPES.group, { instanceRefresh, maxInstanceLifetime: "7d" })).toMatchObject({
        maxInstanceLifetime: 604_800,
        instanceRefresh: {
          preferences: {
            minHealthyPercentage: 50,
            maxHealthyPercentage: 100,
            instanceWarmup: "60",
            alarmSpecification: { alarms: ["web-5xx"] },
          },
        },
      });
    });

    it("starts after the policies without which its instances could do nothing", async () => {
      const awaited: string[] = [];
      await deployed({
        policies: { extra: "arn:policy" },
        transform: {
          group: (_args, { dependsOn }) => {
            const resources = Array.isArray(dependsOn) ? dependsOn : [];
            for (const each of resources.filter((one) => pulumi.Resource.isInstance(one))) {
              each.urn.apply((urn) => awaited.push(urn.split("::").at(-1) ?? ""));
            }
          },
        },
      });

      expect(awaited.sort()).toEqual(["fleet-instance-cloudwatch", "fleet-instance-extra", "fleet-instance-ssm"]);
    });
  });

  describe("in a cluster", () => {
    const cluster = { clusterName: pulumi.output("shop") };

    it("joins it, with ECS's policy and the tag that ECS sets", async () => {
      const resources = await deployed({ cluster });
      const { userData } = only(resources, TYPES.template).inputs;

      expect(Buffer.from(String(userData), "base64").toString()).toContain(
        "ECS_CLUSTER=shop\nECS_RESERVED_MEMORY=256\n",
      );
      expect(all(resources, TYPES.attachment).map(({ inputs }) => inputs.policyArn)).toContain(
        "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role",
      );
      expect(only(resources, TYPES.group).inputs.tags).toContainEqual({
        key: "AmazonECSManaged",
        value: "true",
        propagateAtLaunch: true,
      });
    });

    it("protects instances that run tasks where told", async () => {
      const resources = await deployed({ cluster: { ...cluster, managedTerminationProtection: true } });

      expect(only(resources, TYPES.group).inputs).toMatchObject({ protectFromScaleIn: true });
    });

    it("is no cluster's without one", async () => {
      const resources = await deployed();
      const { userData } = only(resources, TYPES.template).inputs;

      expect(Buffer.from(String(userData), "base64").toString()).not.toContain("ecs.config");
      expect(JSON.stringify(only(resources, TYPES.group).inputs.tags)).not.toContain("AmazonECSManaged");
    });
  });

  it("lets its instances out by HTTPS alone, and nobody in", async () => {
    const resources = await deployed();

    expect(only(resources, TYPES.egress).inputs).toMatchObject({ fromPort: 443, toPort: 443, ipProtocol: "tcp" });
    expect(all(resources, TYPES.ingress)).toEqual([]);
  });

  it("lets every kind of child be edited, parents and tags them", async () => {
    const edited: string[] = [];
    const record = (_args: object, _options: object, name: string) => void edited.push(name);
    const transform = Object.fromEntries(
      ["role", "rolePolicyAttachment", "instanceProfile", "securityGroup", "ingressRule", "egressRule"]
        .concat(["launchTemplate", "group", "policy", "schedule", "alarm"])
        .map((kind) => [kind, record]),
    );
    const resources = await deployed({
      tags: { Owner: "shop" },
      cluster: { clusterName: "shop" },
      ingress: [{ securityGroupId: "sg-1", port: 80 }],
      transform,
    });
    const children = resources.filter(({ component }) => !component);

    expect(edited.sort()).toEqual(children.map(({ name }) => name).sort());
    for (const { parent } of children) expect(parent).toContain(`${TYPES.component}::fleet`);
    for (const { type, inputs } of children) {
      if (type === TYPES.attachment) continue;
      expect(JSON.stringify(inputs.tags)).toContain("shop");
    }
  });

  it("says what was created", async () => {
    const found: unknown[] = [];
    await deploy(() => {
      const group = new AutoScalingGroup("fleet", { ...PLAIN, imageId: "ami-1", cluster: { clusterName: "shop" } });
      pulumi
        .all([group.groupName, group.groupArn, group.imageId, group.clusterName, ...group.alarmNames])
        .apply((values) => found.push(...values));
    });

    expect(found).toEqual(["fleet", "arn:mock:fleet", "ami-1", "shop", "fleet-cpu", "fleet-memory"]);
  });

  it.each([
    ["AWS's parameter", undefined, `ami-of-${RECOMMENDED}/recommended/image_id`],
    ["a parameter of one's own", "resolve:ssm:/images/web:3", "ami-of-/images/web:3"],
  ])("tells which image %s named", async (_, imageId, expected) => {
    const found: string[] = [];
    await deploy(() => new AutoScalingGroup("fleet", { ...PLAIN, imageId }).imageId.apply((id) => found.push(id)), {
      calls: { "aws:ssm/getParameter:getParameter": ({ name }) => ({ insecureValue: `ami-of-${String(name)}` }) },
    });

    expect(found).toEqual([expected]);
  });
});
