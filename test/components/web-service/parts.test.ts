import { LoadBalancer } from "../../../components/load-balancer";
import { WebService } from "../../../components/web-service";
import { all, deploy, only, type Registered } from "../../support/deploy";
import { TOPIC } from "../load-balancer/fixture";
import { AWS, deployed, IMAGE, IN_NETWORK, LEAST, NETWORK, partsOf, TYPE } from "./support";

const CLUSTER = { clusterArn: "arn:aws:ecs:eu-central-1:123456789012:cluster/main", clusterName: "main" };

/** What a load balancer of one's own has beside its targets. */
const ENTRANCE = {
  vpcId: NETWORK.vpcId,
  vpcCidrBlock: NETWORK.cidrBlock,
  subnetIds: NETWORK.publicSubnetIds,
  domain: { name: "shop.example.com" },
  alarmActions: [TOPIC],
};

const TARGETS = { web: { port: 3000 }, api: { port: 4000, routing: { paths: ["/api/*"] } } };

/** What is there when the service stands behind a load balancer of one's own. */
function behind(loadBalancer: () => LoadBalancer, target?: string): Promise<Registered[]> {
  return deployed(() => ({ image: IMAGE, network: NETWORK, loadBalancer: loadBalancer(), target }));
}

describe("a part of one's own", () => {
  it("is the network: nothing of another one is made", async () => {
    const resources = await deployed(IN_NETWORK);

    expect(all(resources, TYPE.vpc)).toEqual([]);
    expect(only(resources, TYPE.loadBalancer).inputs.subnets).toEqual(NETWORK.publicSubnetIds);
    expect(only(resources, TYPE.service).inputs).toMatchObject({
      networkConfiguration: { subnets: NETWORK.privateSubnetIds },
    });
  });

  it("is the key, under which everything is encrypted", async () => {
    const keyArn = "arn:aws:kms:eu-central-1:123456789012:key/main";
    const resources = await deployed({ ...LEAST, key: { keyArn } });

    expect(all(resources, TYPE.key)).toEqual([]);
    expect(only(resources, TYPE.topic).inputs.kmsMasterKeyId).toBe(keyArn);
    expect(new Set(all(resources, TYPE.logGroup).map(({ inputs }) => inputs.kmsKeyId))).toEqual(new Set([keyArn]));
  });

  it("is the topic, which every alarm tells", async () => {
    const resources = await deployed({ ...LEAST, alarmTopic: { topicArn: TOPIC } });
    const told = all(resources, TYPE.alarm).flatMap(
      ({ inputs }) => (inputs.alarmActions as string[] | undefined) ?? [],
    );

    expect(all(resources, TYPE.topic)).toEqual([]);
    expect(told).toContain(TOPIC);
    expect(told.filter((arn) => arn.includes(":sns:") && arn !== TOPIC)).toEqual([]);
  });

  it("is a topic for each severity", async () => {
    const [critical, warning] = [`${TOPIC}-critical`, `${TOPIC}-warning`];
    const resources = await deployed({
      ...LEAST,
      alarmTopic: { critical: { topicArn: critical }, warning: { topicArn: warning } },
    });
    const told = (name: string): unknown => all(resources, TYPE.alarm).find((each) => each.name === name)?.inputs;

    expect(told("shop-web-target-5xx")).toMatchObject({ alarmActions: [critical] });
    expect(told("shop-overloaded")).toMatchObject({ alarmActions: [warning] });
  });

  it("is the cluster with what it runs on, which others watch", async () => {
    const capacity = { kind: "capacity-provider", name: "instances" } as const;
    const resources = await deployed({ ...LEAST, cluster: CLUSTER, capacity });

    expect(all(resources, TYPE.cluster)).toEqual([]);
    expect(all(resources, TYPE.attachment)).toEqual([]);
    expect(all(resources, TYPE.rule)).toEqual([]);
    expect(only(resources, TYPE.service).inputs).toMatchObject({
      cluster: CLUSTER.clusterArn,
      capacityProviderStrategies: [{ capacityProvider: "instances" }],
    });
  });

  it("is spare capacity in the cluster that is made", async () => {
    const resources = await deployed({ ...LEAST, capacity: { kind: "fargate", spot: {} } });

    expect(only(resources, TYPE.service).inputs.capacityProviderStrategies).toEqual(
      expect.arrayContaining([expect.objectContaining({ capacityProvider: "FARGATE_SPOT" })]),
    );
    expect(only(resources, TYPE.attachment).inputs.capacityProviders).toEqual(["FARGATE", "FARGATE_SPOT"]);
  });

  it("is the load balancer, of which the service takes one target's requests", async () => {
    const resources = await behind(() => new LoadBalancer("main", { ...ENTRANCE, targets: TARGETS }), "api");

    expect(all(resources, TYPE.loadBalancer).map(({ name }) => name)).toEqual(["main"]);
    expect(only(resources, TYPE.service).inputs).toMatchObject({
      loadBalancers: [{ containerPort: 4000, targetGroupArn: "arn:mock:main-api-blue" }],
    });
  });

  it("is a network load balancer, behind which the service rolls and isn't scaled by response time", async () => {
    const resources = await behind(
      () => new LoadBalancer("main", { ...ENTRANCE, targets: { web: { port: 3000 } }, algorithm: "ip-hash" }),
    );

    expect(only(resources, TYPE.service).inputs).toMatchObject({ deploymentConfiguration: { strategy: "ROLLING" } });
    expect(all(resources, TYPE.alarm).map(({ name }) => name)).not.toContain("shop-scale-up-response-time");
  });

  it("is every one of another web service", async () => {
    const resources = await deploy(() => {
      const { network, key, alarmTopic, cluster, capacity } = new WebService("shop", LEAST);
      const domain = { name: "admin.example.com" };
      new WebService("admin", { image: IMAGE, domain, network, key, alarmTopic, cluster, capacity });
    }, AWS);
    const counted = [TYPE.vpc, TYPE.key, TYPE.topic, TYPE.cluster, TYPE.attachment, TYPE.loadBalancer, TYPE.service];

    expect(counted.map((type) => all(resources, type).length)).toEqual([1, 1, 1, 1, 1, 2, 2]);
  });
});

describe("what a web service uses", () => {
  it("lets its tasks in, and gives them what they may read", async () => {
    const statement = {
      Effect: "Allow" as const,
      Action: "secretsmanager:GetSecretValue",
      Resource: "arn:aws:secretsmanager:eu-central-1:123456789012:secret:cache-AbCdEf",
    };
    const resources = await deployed({
      ...LEAST,
      securityGroupIds: ["sg-others"],
      uses: [
        { clientSecurityGroupId: "sg-database" },
        { clientSecurityGroupId: "sg-cache", readStatements: [statement] },
      ],
    });
    const { securityGroups } = only(resources, TYPE.service).inputs.networkConfiguration as {
      securityGroups: string[];
    };
    const policies = all(resources, "aws:iam/rolePolicy:RolePolicy").map(({ inputs }) => String(inputs.policy));

    expect(securityGroups).toEqual(expect.arrayContaining(["sg-others", "sg-database", "sg-cache"]));
    expect(policies.filter((policy) => policy.includes(statement.Resource))).toHaveLength(1);
  });
});

describe("transforms of a web service", () => {
  it("reach the resources of every part", async () => {
    const edited: string[] = [];
    const note = (_args: unknown, _options: unknown, name: string): void => void edited.push(name);
    const resources = await deployed({
      ...LEAST,
      image: "registry.example.com/shop:1.4.2",
      transform: {
        key: { key: note },
        alarmTopic: { topic: note },
        network: { natGateway: note },
        loadBalancer: { loadBalancer: { enableDeletionProtection: false } },
        cluster: { cluster: note },
        capacity: { attachment: note },
        failureEvents: { rule: note },
        image: { registry: note },
        service: { service: note },
        scaling: { target: note },
        loadAlarms: { alarm: note },
      },
    });

    expect(only(resources, TYPE.loadBalancer).inputs.enableDeletionProtection).toBe(false);
    expect([...new Set(edited)].sort()).toEqual([
      "shop",
      "shop-deployment-failed",
      "shop-key",
      "shop-overloaded",
      "shop-registry",
      "shop-service-impaired",
      "shop-task-died",
      "shop-topic",
      "shop-vpc-1",
      "shop-vpc-2",
    ]);
    expect(edited.filter((name) => name === "shop")).toHaveLength(4); // cluster, attachment, service, scalable target
    expect(partsOf(resources)).toHaveLength(11);
  });
});
