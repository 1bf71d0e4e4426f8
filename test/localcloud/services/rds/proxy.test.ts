import { describeRules, describeWarnings, inLocalCloud, itRefuses, itWarns } from "../../support";
import { auroraInputs, CLUSTER, INSTANCE, instanceInputs, surrounds } from "./databases";
import { PROXY, PROXY_ENDPOINT, PROXY_TARGET, proxyInputs, proxyRole, userSecret } from "./proxies";

const GROUP = "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup";

const prepareProxy = (cloud: Parameters<typeof surrounds>[0]) => {
  const given = surrounds(cloud);
  const inputs = proxyInputs(cloud, given);
  return { ...given, inputs, otherTrust: proxyRole(cloud, "*", "other", "ecs-tasks") };
};

describeRules(PROXY, prepareProxy, [
  [
    "subnets of one zone",
    ({ subnetIds }) => ({ vpcSubnetIds: subnetIds.slice(0, 1) }),
    {},
    "InvalidSubnet",
    "have to cover at least 2 Availability Zones. Current AZ coverage: eu-west-1a (vpcSubnetIds)",
  ],
  [
    "a security group of another VPC",
    ({ foreignSecurityGroupId }) => ({ vpcSecurityGroupIds: [foreignSecurityGroupId] }),
    {},
    "InvalidParameterCombination",
    "The DB proxy and EC2 security group are in different VPCs.",
  ],
  [
    "a family that there isn't",
    { engineFamily: "POSTGRES" },
    {},
    "ValidationError",
    "Member must satisfy enum value set: [MYSQL, POSTGRESQL, SQLSERVER] (engineFamily)",
  ],
  [
    "no way to authenticate",
    { auths: [] },
    { auths: [], defaultAuthScheme: "IAM_AUTH" },
    "InvalidParameterValue",
    "Specify at least one authentication method in Auth",
  ],
  [
    "a type of passwords of MySQL",
    ({ inputs }) => ({ auths: changedAuth(inputs, { clientPasswordAuthType: "MYSQL_NATIVE_PASSWORD" }) }),
    ({ inputs }) => ({ auths: changedAuth(inputs, { clientPasswordAuthType: "POSTGRES_SCRAM_SHA_256" }) }),
    "InvalidParameterValue",
    "(auths[0].clientPasswordAuthType)",
  ],
  [
    "optional IAM authentication",
    ({ inputs }) => ({ auths: changedAuth(inputs, { iamAuth: "ENABLED" }) }),
    ({ inputs }) => ({ auths: changedAuth(inputs, { iamAuth: "REQUIRED" }) }),
    "InvalidParameterValue",
    "(auths[0].iamAuth)",
  ],
  [
    "a role that RDS may not assume",
    ({ otherTrust }) => ({ roleArn: otherTrust }),
    {},
    "InvalidParameterValue",
    "RDS is not authorized to assume the role arn:aws:iam::123456789012:role/other (roleArn)",
  ],
  [
    "clients that are idle for more than eight hours",
    { idleClientTimeout: 28_801 },
    { idleClientTimeout: 28_800 },
    "InvalidParameterValue",
    "must be between 1 and 28800 seconds, got 28801 (idleClientTimeout)",
  ],
]);

describeWarnings(
  PROXY,
  (cloud) => {
    const given = prepareProxy(cloud);
    const unreadable = userSecret(cloud, "unreadable").id;
    const key = cloud.create("aws:kms/key:Key", {}).computed.arn;
    const encrypted = userSecret(cloud, "encrypted", { kmsKeyId: key }).id;
    return { ...given, unreadable, encrypted, encryptedRole: proxyRole(cloud, encrypted, "encrypted") };
  },
  [
    [
      "a secret that isn't there",
      ({ inputs }) => ({
        auths: changedAuth(inputs, { secretArn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:no-AbCdEf" }),
      }),
      {},
      "secret:no-AbCdEf does not exist (auths[0].secretArn)",
    ],
    [
      "a secret that the role may not read",
      ({ inputs, unreadable }) => ({ auths: changedAuth(inputs, { secretArn: unreadable }) }),
      {},
      "the role proxy may not secretsmanager:GetSecretValue",
    ],
    [
      "a secret with a key that the role may not use",
      ({ inputs, encrypted, encryptedRole }) => ({
        auths: changedAuth(inputs, { secretArn: encrypted }),
        roleArn: encryptedRole,
      }),
      {},
      "the role encrypted may not kms:Decrypt",
    ],
  ],
);

function changedAuth(inputs: object, changes: object): object[] {
  const [auth] = (inputs as { readonly auths: readonly object[] }).auths;
  return [{ ...auth, ...changes }];
}

it("gives a proxy its address, and an ARN that isn't its name's", () => {
  const cloud = inLocalCloud();
  const proxy = cloud.create(PROXY, proxyInputs(cloud, surrounds(cloud)));

  expect(cloud.outputs(proxy).id).toBe("proxy");
  expect(proxy.computed).toMatchObject({ name: "proxy", idleClientTimeout: 1800, requireTls: true });
  expect(proxy.computed.arn).toMatch(/^arn:aws:rds:eu-west-1:123456789012:db-proxy:prx-[a-z2-7]{26}$/);
  expect(proxy.computed.endpoint).toMatch(/^proxy\.proxy-c[a-z0-9]{11}\.eu-west-1\.rds\.amazonaws\.com$/);
});

describeRules(
  GROUP,
  (cloud) => {
    cloud.create(PROXY, proxyInputs(cloud, surrounds(cloud)));
    return { inputs: { dbProxyName: "proxy", connectionPoolConfig: { maxConnectionsPercent: 90 } } };
  },
  [
    [
      "a proxy that isn't there",
      { dbProxyName: "none" },
      {},
      "DBProxyNotFoundFault",
      "DBProxy none doesn't exist (dbProxyName)",
    ],
    [
      "more idle connections than there may be",
      { connectionPoolConfig: { maxConnectionsPercent: 40 } },
      { connectionPoolConfig: { maxConnectionsPercent: 40, maxIdleConnectionsPercent: 40 } },
      "InvalidParameterValue",
      "got 50 and 40 (connectionPoolConfig.maxIdleConnectionsPercent, connectionPoolConfig.maxConnectionsPercent)",
    ],
    [
      "more than all connections",
      { connectionPoolConfig: { maxConnectionsPercent: 101 } },
      { connectionPoolConfig: { maxConnectionsPercent: 100 } },
      "InvalidParameterValue",
      "(connectionPoolConfig.maxConnectionsPercent)",
    ],
    [
      "to wait longer than five minutes for a connection",
      { connectionPoolConfig: { connectionBorrowTimeout: 301 } },
      { connectionPoolConfig: { connectionBorrowTimeout: 300 } },
      "InvalidParameterValue",
      "(connectionPoolConfig.connectionBorrowTimeout)",
    ],
    [
      "a filter that there isn't",
      { connectionPoolConfig: { sessionPinningFilters: ["EXCLUDE_ALL"] } },
      { connectionPoolConfig: { sessionPinningFilters: ["EXCLUDE_VARIABLE_SETS"] } },
      "InvalidParameterValue",
      "(connectionPoolConfig.sessionPinningFilters[0])",
    ],
  ],
);

itWarns(
  "settings of one target group twice",
  (cloud) => {
    cloud.create(PROXY, proxyInputs(cloud, surrounds(cloud)));
    cloud.create(GROUP, { dbProxyName: "proxy" });
    cloud.create(GROUP, { dbProxyName: "proxy" });
  },
  "the second one overwrites the first",
);

const prepareTarget = (cloud: Parameters<typeof surrounds>[0]) => {
  const given = surrounds(cloud);
  const inputs = proxyInputs(cloud, given);
  cloud.create(PROXY, inputs);
  cloud.create(PROXY, { ...inputs, name: "mysql", engineFamily: "MYSQL" });
  cloud.create(INSTANCE, instanceInputs(given));
  cloud.create(CLUSTER, auroraInputs(given));
  const foreign = surrounds(cloud, "eu-west-1", "foreign");
  cloud.create(INSTANCE, { ...instanceInputs(foreign), identifier: "foreign" });
  return { inputs: { dbProxyName: "proxy", targetGroupName: "default", dbInstanceIdentifier: "primary" } };
};

describeRules(PROXY_TARGET, prepareTarget, [
  [
    "two databases",
    { dbClusterIdentifier: "aurora" },
    { dbClusterIdentifier: "aurora", dbInstanceIdentifier: undefined },
    "ConflictingArguments",
    "(dbInstanceIdentifier, dbClusterIdentifier)",
  ],
  [
    "an instance that isn't there",
    { dbInstanceIdentifier: "none" },
    {},
    "DBInstanceNotFound",
    "DBInstance none not found. (dbInstanceIdentifier)",
  ],
  [
    "a target group of its own",
    { targetGroupName: "mine" },
    {},
    "DBProxyTargetGroupNotFoundFault",
    "DBProxyTargetGroup mine doesn't exist (targetGroupName)",
  ],
  [
    "a proxy of another family",
    { dbProxyName: "mysql" },
    {},
    "InvalidParameterValue",
    "The engine postgres of the database isn't of the proxy's engine family, MYSQL",
  ],
  [
    "a database of another VPC",
    { dbInstanceIdentifier: "foreign" },
    {},
    "InvalidParameterValue",
    "The database and the DB proxy are in different VPCs. (dbInstanceIdentifier)",
  ],
]);

describe("a proxy with a target", () => {
  itRefuses(
    "another one",
    (cloud) => {
      const { inputs } = prepareTarget(cloud);
      const target = cloud.create(PROXY_TARGET, inputs);
      const other = { ...inputs, dbInstanceIdentifier: undefined, dbClusterIdentifier: "aurora" };
      return {
        violation: () => cloud.create(PROXY_TARGET, other),
        neighbour: () => {
          cloud.delete(target);
          cloud.create(PROXY_TARGET, other);
        },
      };
    },
    "DBProxyTargetAlreadyRegisteredFault",
    "The proxy proxy already has the target primary",
  );

  it("knows where its target is", () => {
    const cloud = inLocalCloud();
    const target = cloud.create(PROXY_TARGET, prepareTarget(cloud).inputs);

    expect(target.id).toBe("proxy/default/RDS_INSTANCE/primary");
    expect(target.computed).toMatchObject({ port: 5432, rdsResourceId: "primary", type: "RDS_INSTANCE" });
    expect(target.computed.endpoint).toMatch(/^primary\./);
  });

  it("takes its target and its endpoints along when it goes", () => {
    const cloud = inLocalCloud();
    const given = surrounds(cloud);
    const proxy = cloud.create(PROXY, proxyInputs(cloud, given));
    cloud.create(INSTANCE, instanceInputs(given));
    cloud.create(PROXY_TARGET, { dbProxyName: "proxy", targetGroupName: "default", dbInstanceIdentifier: "primary" });
    cloud.create(PROXY_ENDPOINT, {
      dbProxyName: "proxy",
      dbProxyEndpointName: "second",
      vpcSubnetIds: given.subnetIds,
    });

    cloud.delete(proxy);

    expect([PROXY, PROXY_TARGET, PROXY_ENDPOINT].flatMap((type) => cloud.cloud.state.ofType(type))).toEqual([]);
    expect(cloud.cloud.state.ofType(INSTANCE)).toHaveLength(1);
  });
});

describe("a read-only endpoint of a proxy", () => {
  const prepare = (cloud: Parameters<typeof surrounds>[0]) => {
    const given = surrounds(cloud);
    cloud.create(PROXY, proxyInputs(cloud, given));
    cloud.create(INSTANCE, instanceInputs(given));
    cloud.create(CLUSTER, auroraInputs(given));
    return {
      endpoint: {
        dbProxyName: "proxy",
        dbProxyEndpointName: "readers",
        targetRole: "READ_ONLY",
        vpcSubnetIds: given.subnetIds,
      },
      target: { dbProxyName: "proxy", targetGroupName: "default" },
    };
  };

  itRefuses(
    "an instance behind the proxy, which has no readers",
    (cloud) => {
      const { endpoint, target } = prepare(cloud);
      cloud.create(PROXY_TARGET, { ...target, dbInstanceIdentifier: "primary" });
      return {
        violation: () => cloud.create(PROXY_ENDPOINT, endpoint),
        neighbour: () => cloud.create(PROXY_ENDPOINT, { ...endpoint, targetRole: "READ_WRITE" }),
      };
    },
    "InvalidParameterValue",
    "Read-only endpoints are supported for proxies of Aurora and Multi-AZ DB clusters only. (targetRole)",
  );

  it("is one of a cluster's proxy", () => {
    const cloud = inLocalCloud();
    const { endpoint, target } = prepare(cloud);
    cloud.create(PROXY_TARGET, { ...target, dbClusterIdentifier: "aurora" });
    const made = cloud.create(PROXY_ENDPOINT, endpoint);

    expect(cloud.outputs(made)).toMatchObject({ id: "proxy/readers", isDefault: false });
    expect(made.computed.endpoint).toMatch(/^readers\.endpoint\.proxy-c[a-z0-9]{11}\.eu-west-1\.rds\.amazonaws\.com$/);
  });
});
