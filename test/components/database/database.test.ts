import * as pulumi from "@pulumi/pulumi";
import { Database, type DatabaseArgs, type DatabaseKind } from "../../../components/database";
import { all, deploy, only, type Registered } from "../../support/deploy";
import {
  ALARM,
  ARGS,
  CLUSTER,
  CLUSTER_INSTANCE,
  CLUSTER_PARAMETER_GROUP,
  database,
  ENGINES,
  INSTANCE,
  KEY_ARN,
  LOG_GROUP,
  OUTPUTS,
  PARAMETER_GROUP,
  PASSWORD,
  RANDOM_ID,
  RANDOM_PASSWORD,
  ROLE,
  ROLE_POLICY,
  RULE,
  SECURITY_GROUP,
  SUBNET_GROUP,
  TARGET,
  TOPIC_ARN,
} from "./fixture";

const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const KINDS = Object.keys(ENGINES) as DatabaseKind[];

/** Outputs of a database, once they are known. */
async function outputsOf(overrides: Partial<DatabaseArgs>): Promise<Readonly<Record<string, unknown>>> {
  const seen: Record<string, unknown> = {};
  await deploy(
    () => {
      const created = new Database("shop-database", { ...ARGS, ...overrides });
      const { databaseName, identifier, password, readerHosts, username, writerHost } = created;
      const outputs: Record<string, pulumi.Output<unknown>> = {
        databaseName,
        identifier,
        password,
        readerHosts,
        username,
        writerHost,
      };
      for (const [name, output] of Object.entries(outputs)) output.apply((value) => (seen[name] = value));
      void pulumi.isSecret(created.password).then((isSecret) => {
        seen.isSecret = isSecret;
      });
    },
    { outputs: OUTPUTS },
  );
  return seen;
}

describe("Database", () => {
  it("lets in the members of its clients' group, on its port, and nobody else", async () => {
    const resources = await database({ port: 6432 });

    expect(all(resources, SECURITY_GROUP).map(({ name }) => name)).toEqual(["shop-database", "shop-database-clients"]);
    expect(only(resources, INGRESS).inputs).toMatchObject({
      securityGroupId: "shop-database-id",
      referencedSecurityGroupId: "shop-database-clients-id",
      fromPort: 6432,
      toPort: 6432,
    });
    expect(only(resources, INSTANCE).inputs).toMatchObject({ vpcSecurityGroupIds: ["shop-database-id"], port: 6432 });
  });

  it("lies in the given subnets, outputs or not", async () => {
    for (const subnetIds of [["subnet-1", "subnet-2"], pulumi.output(["subnet-1", "subnet-2"])]) {
      expect(only(await database({ subnetIds }), SUBNET_GROUP).inputs.subnetIds).toEqual(["subnet-1", "subnet-2"]);
    }
  });

  it("generates a password of characters that RDS and URLs take", async () => {
    expect(only(await database(), RANDOM_PASSWORD).inputs).toMatchObject({ length: 32, overrideSpecial: "-_.~" });
  });

  it("lets only databases of its account and region use the monitoring role", async () => {
    const resources = await database();

    expect(JSON.parse(String(only(resources, ROLE).inputs.assumeRolePolicy))).toMatchObject({
      Statement: [
        {
          Principal: { Service: "monitoring.rds.amazonaws.com" },
          Condition: {
            StringEquals: { "aws:SourceAccount": "123456789012" },
            ArnLike: { "aws:SourceArn": "arn:aws:rds:eu-central-1:123456789012:*" },
          },
        },
      ],
    });
    expect(only(resources, ROLE_POLICY).inputs.policyArn).toBe(
      "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole",
    );
  });

  it("has parameters of its major version", async () => {
    expect(only(await database({ version: "16.9" }), PARAMETER_GROUP).inputs).toMatchObject({ family: "postgres16" });
  });

  it("tells the hosts of writes and reads", async () => {
    const host = "shop-database-0a1b2c3d";
    const domain = "eu-central-1.rds.amazonaws.com";
    const hosts = async (engine: DatabaseArgs["engine"]): Promise<unknown[]> => {
      const { writerHost, readerHosts } = await outputsOf({ engine });
      return [writerHost, readerHosts];
    };

    expect(await hosts(ENGINES.instance)).toEqual([`${host}.abc.${domain}`, []]);
    expect(await hosts({ ...ENGINES.instance, readReplicas: 2 })).toEqual([
      `${host}.abc.${domain}`,
      [`${host}-replica-1.abc.${domain}`, `${host}-replica-2.abc.${domain}`],
    ]);
    for (const kind of ["multi-az-cluster", "aurora", "aurora-serverless"] as const) {
      expect(await hosts(ENGINES[kind])).toEqual([
        `${host}.cluster-abc.${domain}`,
        [`${host}.cluster-ro-abc.${domain}`],
      ]);
    }
    expect(await hosts({ ...ENGINES.aurora, readers: 0 })).toEqual([`${host}.cluster-abc.${domain}`, []]);
  });

  it.each(KINDS)("tells the name, user and secret password of the kind %s", async (kind) => {
    expect(await outputsOf({ engine: ENGINES[kind] })).toMatchObject({
      identifier: "shop-database-0a1b2c3d",
      databaseName: "application",
      username: "postgres",
      password: PASSWORD,
      isSecret: true,
    });
  });

  it.each(KINDS)("keeps the password of the kind %s out of everything but that one input", async (kind) => {
    const resources = await database({ engine: ENGINES[kind], alarmActions: [TOPIC_ARN] });
    const holders = resources.filter(({ inputs }) => JSON.stringify(inputs).includes(PASSWORD));

    expect(holders.map(({ type }) => type)).toEqual([kind === "instance" ? INSTANCE : CLUSTER]);
  });

  it("tells nobody of events where there are no topics", async () => {
    expect(all(await database(), RULE)).toEqual([]);
  });

  it("tells each topic of failovers and failures of the database and its replicas", async () => {
    const resources = await database({ alarmActions: [TOPIC_ARN, `${TOPIC_ARN}-2`] });

    expect(JSON.parse(String(only(resources, RULE).inputs.eventPattern))).toMatchObject({
      source: ["aws.rds"],
      detail: {
        SourceIdentifier: [{ prefix: "shop-database-0a1b2c3d" }],
        EventCategories: expect.arrayContaining(["failover", "failure", "low storage"]) as unknown,
      },
    });
    expect(all(resources, TARGET).map(({ inputs }) => inputs.arn)).toEqual([TOPIC_ARN, `${TOPIC_ARN}-2`]);
  });

  it("is the parent of everything, and tags it", async () => {
    const engine = { ...ENGINES.instance, readReplicas: 1 };
    const resources = await database({ engine, alarmActions: [TOPIC_ARN], tags: { Environment: "staging" } });
    const children = resources.filter(({ component }) => !component);

    expect(children.filter(({ parent }) => !parent.endsWith("Database::shop-database"))).toEqual([]);
    const untagged = children.filter(({ inputs }) => inputs.tags === undefined).map(({ type }) => type);
    expect(new Set(untagged)).toEqual(new Set([RANDOM_ID, RANDOM_PASSWORD, ROLE_POLICY, TARGET]));
    for (const { inputs } of children)
      if (inputs.tags !== undefined) expect(inputs.tags).toMatchObject({ Environment: "staging" });
  });

  it.each<[keyof NonNullable<DatabaseArgs["transform"]>, string, DatabaseKind]>([
    ["alarm", ALARM, "instance"],
    ["cluster", CLUSTER, "aurora"],
    ["clusterInstance", CLUSTER_INSTANCE, "aurora"],
    ["clusterParameterGroup", CLUSTER_PARAMETER_GROUP, "aurora"],
    ["egressRule", EGRESS, "instance"],
    ["eventRule", RULE, "instance"],
    ["eventTarget", TARGET, "instance"],
    ["ingressRule", INGRESS, "instance"],
    ["instance", INSTANCE, "instance"],
    ["logGroup", LOG_GROUP, "instance"],
    ["monitoringPolicy", ROLE_POLICY, "instance"],
    ["monitoringRole", ROLE, "instance"],
    ["parameterGroup", PARAMETER_GROUP, "instance"],
    ["password", RANDOM_PASSWORD, "instance"],
    ["securityGroup", SECURITY_GROUP, "instance"],
    ["subnetGroup", SUBNET_GROUP, "instance"],
  ])("hands those children alone to transform.%s", async (child, type, kind) => {
    const handed: string[] = [];
    const transform = { [child]: (_: object, __: object, name: string) => handed.push(name) };
    const resources = await database({ engine: ENGINES[kind], alarmActions: [TOPIC_ARN], transform });

    expect(handed.sort()).toEqual(
      all(resources, type)
        .map(({ name }) => name)
        .sort(),
    );
  });

  it("hands the random identifier to transform.identifier", async () => {
    const handed: string[] = [];
    await database({ transform: { identifier: (_: object, __: object, given: string) => handed.push(given) } });

    expect(handed).toEqual(["shop-database-identifier"]);
  });

  it("lets transform.replica change the replicas and not the primary", async () => {
    const engine = { ...ENGINES.instance, readReplicas: 1 };
    const resources = all(await database({ engine, transform: { replica: { region: "eu-west-1" } } }), INSTANCE);

    expect(resources.map(({ name, inputs }) => [name, inputs.region])).toEqual([
      ["shop-database", undefined],
      ["shop-database-replica-1", "eu-west-1"],
    ]);
  });
});

describe("a restored database", () => {
  const BACKUPS = "arn:aws:rds:eu-central-1:123456789012:auto-backup:ab-xbttfuvmyhm6q5pybjgh5jmpzb6xaaaaaaaaaaa";

  async function restored(kind: DatabaseKind, restoreFrom: DatabaseArgs["restoreFrom"]): Promise<Registered> {
    const resources = await database({ engine: ENGINES[kind], ...(restoreFrom !== undefined && { restoreFrom }) });
    return only(resources, kind === "instance" ? INSTANCE : CLUSTER);
  }

  it("begins with a snapshot", async () => {
    for (const kind of KINDS) {
      const { inputs } = await restored(kind, { kind: "snapshot", identifier: "shop-final" });

      expect(inputs).toMatchObject({ snapshotIdentifier: "shop-final" });
    }
  });

  it("begins with what another held at a time, or last", async () => {
    const time = "2026-11-30T03:00:00Z";
    const source = { kind: "point-in-time", sourceIdentifier: "shop-database-ffffffff" } as const;

    expect((await restored("instance", source)).inputs.restoreToPointInTime).toEqual({
      sourceDbInstanceIdentifier: "shop-database-ffffffff",
      useLatestRestorableTime: true,
    });
    expect((await restored("instance", { ...source, time })).inputs.restoreToPointInTime).toEqual({
      sourceDbInstanceIdentifier: "shop-database-ffffffff",
      restoreTime: time,
    });
    expect((await restored("aurora", { ...source, time })).inputs.restoreToPointInTime).toEqual({
      sourceClusterIdentifier: "shop-database-ffffffff",
      restoreToTime: time,
    });
  });

  it("begins with backups that were replicated from another region", async () => {
    const { inputs } = await restored("instance", { kind: "automated-backups", automatedBackupsArn: BACKUPS });

    expect(inputs.restoreToPointInTime).toEqual({
      sourceDbInstanceAutomatedBackupsArn: BACKUPS,
      useLatestRestorableTime: true,
    });
  });

  it("has its source's name and user, which can't be asked for", async () => {
    for (const kind of KINDS) {
      const { inputs } = await restored(kind, { kind: "snapshot", identifier: "shop-final" });

      for (const input of ["dbName", "username", "databaseName", "masterUsername"])
        expect(inputs).not.toHaveProperty(input);
    }
  });
});

describe("another revision", () => {
  it("is another database of the same clients, subnets and role", async () => {
    const args = { engine: { ...ENGINES.instance, readReplicas: 1 }, alarmActions: [TOPIC_ARN] };
    const [first, second] = [
      await database(args),
      await database({ ...args, revision: "restored", restoreFrom: { kind: "snapshot", identifier: "shop-final" } }),
    ].map((resources) => new Set(resources.map(({ urn }) => urn)));
    const typesOf = (urns: Iterable<string>): Set<string> =>
      new Set([...urns].map((urn) => String(urn.split("$").at(-1)?.split("::")[0])));
    const shared = [...(first ?? [])].filter((urn) => second?.has(urn) && urn.includes("$"));

    expect(typesOf(shared)).toEqual(new Set([SECURITY_GROUP, INGRESS, EGRESS, SUBNET_GROUP, ROLE, ROLE_POLICY]));
    const own = [...(second ?? [])].filter((urn) => first?.has(urn) !== true);
    expect(own.filter((urn) => !urn.split("::").at(-1)?.startsWith("shop-database-restored"))).toEqual([]);
    expect(typesOf(own)).toEqual(
      new Set([ALARM, INSTANCE, LOG_GROUP, PARAMETER_GROUP, RANDOM_ID, RANDOM_PASSWORD, RULE, TARGET]),
    );
  });
});

describe("its identifier", () => {
  it("begins with the database's name", async () => {
    expect(only(await database(), RANDOM_ID).inputs).toEqual({ byteLength: 4, prefix: "shop-database-" });
    expect(only(await database(), INSTANCE).inputs.identifier).toBe("shop-database-0a1b2c3d");
  });

  it("is the one that it was created with when the database has another name since", async () => {
    const outputs = { ...OUTPUTS, [RANDOM_ID]: () => ({ hex: "store-database-0a1b2c3d" }) };
    const resources = await deploy(() => new Database("shop-database", ARGS), { outputs });

    expect(only(resources, INSTANCE).inputs).toMatchObject({
      identifier: "store-database-0a1b2c3d",
      finalSnapshotIdentifier: "store-database-0a1b2c3d-final",
    });
  });
});

it("keeps identifiers of long names within RDS's limits", async () => {
  const name = `a${"-very".repeat(20)}-long-name`;
  const resources = await deploy(
    () => new Database(name, { ...ARGS, kmsKeyArn: KEY_ARN, engine: { ...ENGINES.instance, readReplicas: 15 } }),
    { outputs: OUTPUTS },
  );

  for (const { inputs } of all(resources, INSTANCE)) {
    expect(inputs.identifier).toMatch(/^(?!.*--)[a-z][a-z0-9-]{0,61}[a-z0-9]$/);
  }
});
