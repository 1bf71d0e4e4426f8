import { describeRules, inLocalCloud, itRefuses } from "../../support";
import { serviceTrust } from "../iam/policies";
import {
  INSTANCE,
  instanceInputs,
  monitoringRole,
  now,
  PARAMETER_GROUP,
  PASSWORD,
  surrounds,
  SUBNET_GROUP,
  type Surrounds,
} from "./databases";

type Given = Surrounds & { readonly inputs: ReturnType<typeof instanceInputs> };

const prepare = (cloud: Parameters<typeof surrounds>[0]): Given => {
  const given = surrounds(cloud);
  return { ...given, inputs: instanceInputs(given) };
};

describeRules(INSTANCE, prepare, [
  [
    "a minor version that there isn't",
    { engineVersion: "17.99" },
    { engineVersion: "17.9" },
    "InvalidParameterCombination",
    "Cannot find version 17.99 for postgres (engineVersion)",
  ],
  [
    "an engine that there isn't",
    { engine: "postgresql" },
    { engine: "Postgres" },
    "InvalidParameterValue",
    "Invalid DB engine: postgresql (engine)",
  ],
  [
    "Aurora without a cluster",
    { engine: "aurora-postgresql" },
    {},
    "InvalidParameterValue",
    "Aurora has instances of clusters only",
  ],
  [
    "a class that isn't one of RDS",
    { instanceClass: "m7g.large" },
    { instanceClass: "db.m7g.large" },
    "InvalidParameterValue",
    "Invalid DB Instance class: m7g.large (instanceClass)",
  ],
  [
    "a size that a family hasn't",
    { instanceClass: "db.m7g.24xlarge" },
    { instanceClass: "db.m7g.16xlarge" },
    "InvalidParameterCombination",
    "DBInstanceClass=db.m7g.24xlarge, Engine=postgres, EngineVersion=17.11",
  ],
  [
    "a class of serverless clusters",
    { instanceClass: "db.serverless" },
    { instanceClass: "db.t4g.micro" },
    "InvalidParameterCombination",
    "DBInstanceClass=db.serverless",
  ],
  [
    "an identifier with capital letters",
    { identifier: "Primary" },
    {},
    "InvalidParameterValue",
    "only lowercase alphanumeric characters and hyphens",
  ],
  [
    "an identifier with two hyphens in a row",
    { identifier: "the--primary" },
    { identifier: "the-primary" },
    "InvalidParameterValue",
    "must not end with a hyphen or contain two consecutive hyphens. (identifier)",
  ],
  [
    "an identifier of 64 characters",
    { identifier: "a".repeat(64) },
    { identifier: "a".repeat(63) },
    "InvalidParameterValue",
    "must not be longer than 63 characters",
  ],
  [
    "a subnet group that isn't there",
    { dbSubnetGroupName: "none" },
    {},
    "DBSubnetGroupNotFoundFault",
    "DB subnet group 'none' does not exist. (dbSubnetGroupName)",
  ],
  [
    "a security group of another VPC",
    ({ foreignSecurityGroupId }) => ({ vpcSecurityGroupIds: [foreignSecurityGroupId] }),
    {},
    "InvalidParameterCombination",
    "The DB instance and EC2 security group are in different VPCs.",
  ],
  [
    "a zone for an instance in two",
    { availabilityZone: "eu-west-1a", multiAz: true },
    { availabilityZone: "eu-west-1a" },
    "InvalidParameterCombination",
    "Requesting a specific availability zone is not valid for Multi-AZ instances.",
  ],
  [
    "a key without encryption",
    { storageEncrypted: false },
    { storageEncrypted: false, kmsKeyId: undefined },
    "InvalidParameterCombination",
    "A KMS key is for encrypted storage only.",
  ],
  [
    "a key that isn't there",
    { kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555" },
    {},
    "KMSKeyNotAccessibleFault",
    "does not exist, is not enabled or you do not have permissions to access it. (kmsKeyId)",
  ],
  [
    "logs of other engines",
    { enabledCloudwatchLogsExports: ["slowquery"] },
    { enabledCloudwatchLogsExports: ["postgresql", "upgrade"] },
    "InvalidParameterCombination",
    "You cannot use the log types 'slowquery' with engine version postgres 17.11.",
  ],
  [
    "backups for longer than 35 days",
    { backupRetentionPeriod: 36 },
    { backupRetentionPeriod: 35 },
    "InvalidParameterValue",
    "Must be between 0 and 35 (backupRetentionPeriod)",
  ],
  [
    "a version past its standard support, without Extended Support",
    {
      engineVersion: "13",
      instanceClass: "db.m6g.large",
      engineLifecycleSupport: "open-source-rds-extended-support-disabled",
    },
    { engineVersion: "13", instanceClass: "db.m6g.large" },
    "InvalidParameterCombination",
    "Engine version 13.23 is past its end of standard support",
  ],
  [
    "a port below 1150",
    { port: 1149 },
    { port: 1150 },
    "InvalidParameterValue",
    "must be between 1150 and 65535, got 1149",
  ],
]);

describe("a new instance", () => {
  const created = (changes = {}) => {
    const cloud = inLocalCloud();
    return cloud.create(INSTANCE, { ...instanceInputs(surrounds(cloud)), ...changes });
  };

  it("has the identity and the address that AWS gives", () => {
    const { id, computed } = created();

    expect(id).toMatch(/^db-[A-Z2-7]{26}$/);
    expect(computed).toMatchObject({
      arn: "arn:aws:rds:eu-west-1:123456789012:db:primary",
      identifier: "primary",
      resourceId: id,
      port: 5432,
      hostedZoneId: "Z29XKXDKYMONMX",
      status: "available",
      multiAz: false,
      replicas: [],
    });
    expect(computed.address).toMatch(/^primary\.c[a-z0-9]{11}\.eu-west-1\.rds\.amazonaws\.com$/);
    expect(computed.endpoint).toBe(`${String(computed.address)}:5432`);
  });

  it("runs the newest minor version of the major one that is asked for", () => {
    expect(created({ engineVersion: "16" }).computed).toMatchObject({
      engineVersion: "16",
      engineVersionActual: "16.15",
      parameterGroupName: "default.postgres16",
    });
  });

  it("is encrypted with AWS's own key where none is named", () => {
    expect(created({ kmsKeyId: undefined }).computed).toMatchObject({
      kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:alias/aws/rds",
      storageEncrypted: true,
    });
  });

  it("is in the zone with the fewest instances", () => {
    const cloud = inLocalCloud();
    const inputs = instanceInputs(surrounds(cloud));
    const zones = ["one", "two", "three"].map(
      (identifier) => cloud.create(INSTANCE, { ...inputs, identifier }).computed.availabilityZone,
    );

    expect(zones).toEqual(["eu-west-1a", "eu-west-1b", "eu-west-1c"]);
  });

  it("needs storage, a user and a password", () => {
    const cloud = inLocalCloud();
    const inputs = instanceInputs(surrounds(cloud));
    const without = (name: string) => () => cloud.create(INSTANCE, { ...inputs, [name]: undefined });

    expect(without("allocatedStorage")).toThrow("(allocatedStorage)");
    expect(without("username")).toThrow(
      "The parameter MasterUsername must be provided and must not be blank. (username)",
    );
    expect(without("password")).toThrow(
      "The parameter MasterUserPassword must be provided and must not be blank. (password)",
    );
  });
});

describe("the master user's password in AWS Secrets Manager", () => {
  it("is in a secret that goes with the instance", () => {
    const cloud = inLocalCloud();
    const inputs = { ...instanceInputs(surrounds(cloud)), password: undefined, manageMasterUserPassword: true };
    const instance = cloud.create(INSTANCE, inputs);
    const [secret] = cloud.cloud.state.ofType("aws:secretsmanager/secret:Secret");
    const [version] = cloud.cloud.state.ofType("aws:secretsmanager/secretVersion:SecretVersion");

    expect(instance.computed.masterUserSecrets).toEqual([
      {
        kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:alias/aws/secretsmanager",
        secretArn: secret?.id,
        secretStatus: "active",
      },
    ]);
    expect(JSON.parse(String(version?.inputs.secretString))).toMatchObject({ username: "proofpix" });

    cloud.update(instance, { backupRetentionPeriod: 8 });
    expect(cloud.cloud.state.ofType("aws:secretsmanager/secret:Secret")).toEqual([secret]);

    cloud.delete(now(cloud, instance));
    expect(cloud.cloud.state.ofType("aws:secretsmanager/secret:Secret")).toEqual([]);
  });

  itRefuses(
    "another source of the password",
    (cloud) => {
      const inputs = { ...instanceInputs(surrounds(cloud)), manageMasterUserPassword: true };
      return {
        violation: () => cloud.create(INSTANCE, inputs),
        neighbour: () => cloud.create(INSTANCE, { ...inputs, password: undefined }),
      };
    },
    "ConflictingArguments",
    "(password, manageMasterUserPassword)",
  );
});

describe("the place of an instance", () => {
  itRefuses(
    "in a zone that its subnet group doesn't cover",
    (cloud) => {
      const given = surrounds(cloud);
      cloud.create(SUBNET_GROUP, { name: "two", subnetIds: given.subnetIds.slice(0, 2) });
      const inputs = { ...instanceInputs(given), dbSubnetGroupName: "two" };
      return {
        violation: () => cloud.create(INSTANCE, { ...inputs, availabilityZone: "eu-west-1c" }),
        neighbour: () => cloud.create(INSTANCE, { ...inputs, availabilityZone: "eu-west-1b" }),
      };
    },
    "InvalidVPCNetworkStateFault",
    "The DB subnet group two has no subnet in the Availability Zone eu-west-1c. (availabilityZone)",
  );

  itRefuses(
    "when it should move within its VPC",
    (cloud) => {
      const given = surrounds(cloud);
      const instance = cloud.create(INSTANCE, instanceInputs(given));
      cloud.create(SUBNET_GROUP, { name: "two", subnetIds: given.subnetIds.slice(0, 2) });
      const other = surrounds(cloud, "eu-west-1", "other");
      return {
        violation: () => cloud.update(instance, { dbSubnetGroupName: "two" }),
        neighbour: () =>
          cloud.update(instance, {
            dbSubnetGroupName: other.subnetGroup,
            vpcSecurityGroupIds: [other.securityGroupId],
          }),
      };
    },
    "InvalidVPCNetworkStateFault",
    "You cannot move DB instance primary to subnet group two.",
  );
});

describe("an instance's parameter group", () => {
  itRefuses(
    "of another family",
    (cloud) => {
      const inputs = instanceInputs(surrounds(cloud));
      cloud.create(PARAMETER_GROUP, { name: "sixteen", family: "postgres16" });
      cloud.create(PARAMETER_GROUP, { name: "seventeen", family: "postgres17" });
      return {
        violation: () => cloud.create(INSTANCE, { ...inputs, parameterGroupName: "sixteen" }),
        neighbour: () => cloud.create(INSTANCE, { ...inputs, parameterGroupName: "seventeen" }),
      };
    },
    "InvalidParameterCombination",
    "The Parameter Group sixteen with DBParameterGroupFamily postgres16 can't be used for this instance. Please use a Parameter Group with DBParameterGroupFamily postgres17 (parameterGroupName)",
  );

  itRefuses(
    "to go while an instance has it",
    (cloud) => {
      const inputs = instanceInputs(surrounds(cloud));
      const group = cloud.create(PARAMETER_GROUP, { name: "seventeen", family: "postgres17" });
      const instance = cloud.create(INSTANCE, { ...inputs, parameterGroupName: "seventeen" });
      return {
        violation: () => {
          cloud.delete(group);
        },
        neighbour: () => {
          cloud.delete(instance);
          cloud.delete(group);
        },
      };
    },
    "InvalidDBParameterGroupState",
    "One or more database instances are still members of this parameter group",
  );
});

describe("Enhanced Monitoring", () => {
  itRefuses(
    "a role that RDS may not assume",
    (cloud) => {
      const inputs = { ...instanceInputs(surrounds(cloud)), monitoringInterval: 60 };
      const wrong = monitoringRole(cloud, "wrong", "rds");
      const right = monitoringRole(cloud);
      return {
        violation: () => cloud.create(INSTANCE, { ...inputs, monitoringRoleArn: wrong }),
        neighbour: () => cloud.create(INSTANCE, { ...inputs, monitoringRoleArn: right }),
      };
    },
    "InvalidParameterValue",
    "IAM role ARN value is invalid or does not include the required permissions for: ENHANCED_MONITORING",
  );

  itRefuses(
    "a role that may not write logs",
    (cloud) => {
      const inputs = { ...instanceInputs(surrounds(cloud)), monitoringInterval: 60 };
      const role = cloud.create("aws:iam/role:Role", {
        name: "powerless",
        assumeRolePolicy: serviceTrust("monitoring.rds"),
      });
      const right = monitoringRole(cloud);
      return {
        violation: () => cloud.create(INSTANCE, { ...inputs, monitoringRoleArn: role.computed.arn }),
        neighbour: () => cloud.create(INSTANCE, { ...inputs, monitoringRoleArn: right }),
      };
    },
    "InvalidParameterValue",
    "does not include the required permissions for: ENHANCED_MONITORING",
  );
});

it("never repeats a password", () => {
  const cloud = inLocalCloud();
  const inputs = instanceInputs(surrounds(cloud));
  const wrong = `${PASSWORD}/`;

  expect(() => cloud.create(INSTANCE, { ...inputs, password: wrong })).toThrow("is not a valid password");
  expect(() => cloud.create(INSTANCE, { ...inputs, password: wrong })).not.toThrow(PASSWORD);
});
