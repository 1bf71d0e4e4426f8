import { parseConfiguration } from "../../stacks/environment/configuration";
import type { Registered } from "../support/deploy";
import { deployCommitted, deployEnvironment } from "./deployed";
import { ENVIRONMENTS, type Environment, MINIMAL } from "./example-settings";

/** What load alone scales. */
const SCALING = "proofpix:scaling:ServiceScaling";

/** Types that AWS has no tags for; whatever is not among them has to carry them. */
const UNTAGGED = new Set([
  "aws:backup/selection:Selection",
  "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
  "aws:cloudwatch/dashboard:Dashboard",
  "aws:cloudwatch/eventTarget:EventTarget",
  "aws:cloudwatch/logMetricFilter:LogMetricFilter",
  "aws:appautoscaling/policy:Policy",
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
  "aws:ec2/route:Route",
  "aws:ec2/routeTableAssociation:RouteTableAssociation",
  "aws:acm/certificateValidation:CertificateValidation",
  "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  "aws:kms/alias:Alias",
  "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
  "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup",
  "aws:rds/proxyTarget:ProxyTarget",
  "aws:route53/record:Record",
  "aws:s3/bucketObjectv2:BucketObjectv2", // ten at most, and an environment may have more
  "aws:s3/bucketVersioning:BucketVersioning",
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
  "aws:s3/bucketPolicy:BucketPolicy",
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  "aws:secretsmanager/secretRotation:SecretRotation",
  "aws:secretsmanager/secretVersion:SecretVersion",
  "aws:sns/topicPolicy:TopicPolicy",
  "aws:sns/topicSubscription:TopicSubscription",
  "aws:sqs/queuePolicy:QueuePolicy",
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
  "aws:sqs/redrivePolicy:RedrivePolicy",
  "aws:wafv2/webAclAssociation:WebAclAssociation",
  "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
  "proofpix:database-migration:MigrationRun",
  "random:index/randomId:RandomId",
  "random:index/randomPassword:RandomPassword",
]);

/** Longest names: given ones, or logical ones, to which Pulumi appends a hyphen and seven digits. */
const LONGEST_NAMES: Readonly<Record<string, { readonly property: string; readonly length: number }>> = {
  "aws:autoscaling/group:Group": { property: "name", length: 255 },
  "aws:backup/plan:Plan": { property: "name", length: 50 },
  "aws:backup/selection:Selection": { property: "name", length: 50 },
  "aws:backup/vault:Vault": { property: "name", length: 50 },
  "aws:ec2/launchTemplate:LaunchTemplate": { property: "name", length: 128 },
  "aws:ecs/capacityProvider:CapacityProvider": { property: "name", length: 255 },
  "aws:iam/instanceProfile:InstanceProfile": { property: "name", length: 128 },
  "aws:cloudwatch/logGroup:LogGroup": { property: "name", length: 512 },
  "aws:cloudwatch/metricAlarm:MetricAlarm": { property: "name", length: 255 },
  "aws:ecs/cluster:Cluster": { property: "name", length: 255 },
  "aws:ecs/service:Service": { property: "name", length: 255 },
  "aws:ecs/taskDefinition:TaskDefinition": { property: "family", length: 255 },
  "aws:iam/role:Role": { property: "name", length: 64 },
  "aws:lb/loadBalancer:LoadBalancer": { property: "name", length: 32 },
  "aws:s3/bucket:Bucket": { property: "bucket", length: 63 },
  "aws:elasticache/parameterGroup:ParameterGroup": { property: "name", length: 255 },
  "aws:elasticache/replicationGroup:ReplicationGroup": { property: "replicationGroupId", length: 40 },
  "aws:elasticache/subnetGroup:SubnetGroup": { property: "name", length: 255 },
  "aws:elasticache/user:User": { property: "userId", length: 40 },
  "aws:elasticache/userGroup:UserGroup": { property: "userGroupId", length: 40 },
  "aws:secretsmanager/secret:Secret": { property: "name", length: 512 },
  "aws:sns/topic:Topic": { property: "name", length: 256 },
  "aws:sqs/queue:Queue": { property: "name", length: 75 }, // a FIFO queue's name gets .fifo too
  "aws:wafv2/webAcl:WebAcl": { property: "name", length: 128 },
  "aws:ec2/securityGroup:SecurityGroup": { property: "name", length: 255 },
};

const PULUMI_SUFFIX = "-1234567";

const ANYWHERE = ["0.0.0.0/0", "::/0"];

/** Stateful, or what secures the environment and can't be had back. */
const PROTECTED_TYPES = [
  "aws:amp/workspace:Workspace",
  "aws:backup/vault:Vault",
  "aws:cloudwatch/logGroup:LogGroup",
  "aws:elasticache/replicationGroup:ReplicationGroup",
  "aws:kms/alias:Alias",
  "aws:kms/key:Key",
  "aws:lb/loadBalancer:LoadBalancer",
  "aws:rds/instance:Instance",
  "aws:s3/bucket:Bucket",
  "aws:secretsmanager/secret:Secret",
  "aws:sns/topic:Topic",
  "aws:sqs/queue:Queue",
];

function describedBy({ type, name }: Registered): string {
  return `${type} ${name}`;
}

function ofType(resources: readonly Registered[], type: string): Registered[] {
  const found = resources.filter((resource) => resource.type === type);
  expect(found).not.toHaveLength(0); // what holds for none proves nothing
  return found;
}

function isProviderResource({ component, type }: Registered): boolean {
  return !component && !type.startsWith("pulumi:providers:");
}

describe.each(ENVIRONMENTS)("every resource of %s", (environment: Environment) => {
  let resources: readonly Registered[];

  beforeAll(async () => {
    ({ resources } = await deployCommitted(environment));
  });

  it("has a component as its parent, but for the providers and the components themselves", () => {
    const parents = new Set(resources.filter(({ component }) => component).map(({ type }) => type));
    const lone = resources.filter(({ parent, component }) => parent === "" && !component);
    const elsewhere = resources.filter(({ parent }) => parent !== "" && !parents.has(parentType(parent)));

    expect(new Set(lone.map(({ type }) => type))).toEqual(new Set(["pulumi:providers:aws"]));
    expect(elsewhere.map(describedBy)).toEqual([]);
  });

  it("is scaled by load, but in development", () => {
    const isScaled = resources.some(({ type }) => type === SCALING);

    expect(isScaled).toBe(environment !== "development");
  });

  it("carries the environment's tags where AWS has tags for it", () => {
    const tags = { Project: "proofpix", Environment: environment, Owner: "platform", CostCenter: "product" };
    const untagged = resources.filter(
      (resource) =>
        (isProviderResource(resource) || resource.type.startsWith("awsx:")) &&
        !UNTAGGED.has(resource.type) &&
        !Object.entries(tags).every(([key, value]) => tagsOf(resource)[key] === value),
    );

    expect(untagged.map(describedBy)).toEqual([]);
  });

  it("lets in from anywhere nothing but 80 and 443 of the load balancer", () => {
    const open = ofType(resources, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").filter(({ inputs }) =>
      ANYWHERE.includes(String(inputs.cidrIpv4 ?? inputs.cidrIpv6)),
    );
    const loadBalancer = ofType(resources, "aws:lb/loadBalancer:LoadBalancer")[0]?.inputs.securityGroups;

    expect(open.map(({ inputs: { fromPort, toPort } }) => [fromPort, toPort]).sort()).toEqual([
      [443, 443],
      [80, 80],
    ]);
    for (const rule of open) expect(loadBalancer).toEqual([rule.inputs.securityGroupId]);
  });

  it("has no rules inside a security group, where the test above would not see them", () => {
    const groups = resources.filter(({ type }) => /SecurityGroup$/.test(type));

    expect(groups.filter(({ inputs }) => hasEntries(inputs.ingress) || hasEntries(inputs.egress))).toEqual([]);
  });

  it("keeps its logs for a time, encrypted with the environment's key", () => {
    const [key] = ofType(resources, "aws:kms/key:Key");
    for (const { inputs } of ofType(resources, "aws:cloudwatch/logGroup:LogGroup")) {
      expect(inputs).toMatchObject({ retentionInDays: 365, kmsKeyId: `arn:mock:${key?.name ?? ""}` });
    }
  });

  it("tells a topic of every alarm that scales nothing, and of its end", () => {
    const alarms = ofType(resources, "aws:cloudwatch/metricAlarm:MetricAlarm");
    for (const { inputs } of alarms.filter(({ parent }) => parentType(parent) !== SCALING)) {
      const { alarmActions } = inputs;
      expect(alarmActions).toEqual([
        expect.stringMatching(`^arn:mock:proofpix-${environment}(-warnings)?-topic$`) as string,
      ]);
      expect(inputs).toMatchObject({ okActions: alarmActions });
    }
  });

  it("has a name that fits", () => {
    expectNamesToFit(resources);
  });

  it("is protected in production where it holds data or secures the environment, and nowhere else", () => {
    const protectedTypes = new Set(resources.filter(({ protect }) => protect).map(({ type }) => type));
    const unprotected = resources.filter(
      // A replica of the database can be made anew, and its logs go with it.
      ({ type, protect, inputs, name }) =>
        PROTECTED_TYPES.includes(type) &&
        !protect &&
        inputs.replicateSourceDb === undefined &&
        !/-replica-\d+-\w+-log$/.test(name),
    );

    expect([...protectedTypes].sort()).toEqual(environment === "production" ? PROTECTED_TYPES : []);
    expect(environment === "production" ? unprotected.map(describedBy) : []).toEqual([]);
  });

  it("is of every type whose names are looked at, in production", () => {
    const types = new Set(resources.map(({ type }) => type));
    const missing = Object.keys(LONGEST_NAMES).filter((type) => !types.has(type));

    expect(environment === "production" ? missing : []).toEqual([]);
  });

  it("belongs to the environment by its name", () => {
    const others = resources.filter(({ name }) => !name.startsWith(`proofpix-${environment}`));

    expect(others.map(describedBy)).toEqual([]);
  });
});

describe("an environment and a service with the longest names", () => {
  it("have resources whose names fit", async () => {
    const longest = "a".repeat(32);
    const services = [{ name: "enterprise" }, { name: longest, routing: { paths: ["/api/*"] } }];
    const stores = { backup: { lock: "governance" }, secondRegion: "eu-central-1" };

    const { resources } = await deployEnvironment(
      parseConfiguration(
        {
          ...MINIMAL,
          ...stores,
          kind: "staging",
          services,
          cache: { nodeType: "cache.t4g.micro" },
          secrets: [{ name: "s".repeat(32) }],
          queues: [{ name: longest, fifo: {} }],
        },
        longest,
      ),
    );

    expectNamesToFit(resources);
  });
});

function expectNamesToFit(resources: readonly Registered[]): void {
  for (const [type, { property, length }] of Object.entries(LONGEST_NAMES)) {
    const those = resources.filter((resource) => resource.type === type);
    const names = those.map(
      ({ name, inputs }) => (inputs[property] as string | undefined) ?? `${name}${PULUMI_SUFFIX}`,
    );
    expect(names.filter((name) => name.length > length)).toEqual([]);
  }
  for (const { inputs } of ofType(resources, "aws:lb/targetGroup:TargetGroup")) {
    expect(inputs).toMatchObject({ namePrefix: expect.stringMatching(/^.{1,6}$/) as string });
  }
}

/** Type of the resource that a URN names. */
function parentType(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

/** An Auto Scaling group has its tags as a list. */
function tagsOf({ inputs }: Registered): Record<string, unknown> {
  if (!Array.isArray(inputs.tags)) return (inputs.tags ?? {}) as Record<string, unknown>;
  const tags = inputs.tags as readonly { readonly key: string; readonly value: unknown }[];
  return Object.fromEntries(tags.map(({ key, value }) => [key, value]));
}

function hasEntries(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}
