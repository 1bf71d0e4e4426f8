import type { CloudResource } from "../../../../localcloud/model/resource";
import { text, type Properties } from "../../../../localcloud/model/values";
import { describeRules, inLocalCloud, itRefuses, itWarns, type TestCloud } from "../../support";
import { policy } from "../iam/policies";

const SECRET = "aws:secretsmanager/secret:Secret";
const SECRET_VERSION = "aws:secretsmanager/secretVersion:SecretVersion";
const KEY = "aws:kms/key:Key";
const FAR = "eu-central-1";

const READ = policy({
  Principal: { AWS: "arn:aws:iam::123456789012:root" },
  Action: "secretsmanager:GetSecretValue",
  Resource: "*",
});

function keyIn(cloud: TestCloud, region: string): string {
  return String(cloud.create(KEY, {}, region).computed.arn);
}

/** A secret with a value, replicated to another region under a key of that region. */
function replicated(cloud: TestCloud, changes: Properties = {}) {
  const farKey = keyIn(cloud, FAR);
  const inputs = { name: "database", policy: READ, replicas: [{ region: FAR, kmsKeyId: farKey }], ...changes };
  const secret = cloud.create(SECRET, inputs);
  const version = cloud.create(SECRET_VERSION, { secretId: secret.id, secretString: "first" });
  return { secret, version, farKey };
}

function secretsIn(cloud: TestCloud, region: string): CloudResource[] {
  return cloud.cloud.state.ofType(SECRET).filter((each) => each.region === region);
}

function valuesIn(cloud: TestCloud, region: string): (string | undefined)[] {
  const versions = cloud.cloud.state.ofType(SECRET_VERSION).filter((each) => each.region === region);
  return versions.map(({ inputs }) => text(inputs, "secretString"));
}

describe("a replicated secret", () => {
  it("is also in the other region: same name and drawn characters, its own key, the primary's policy", () => {
    const cloud = inLocalCloud();
    const { secret, farKey } = replicated(cloud);
    const [replica] = secretsIn(cloud, FAR);

    expect(replica?.id).toBe(secret.id.replace("eu-west-1", FAR));
    expect(replica?.inputs).toMatchObject({ name: "database", kmsKeyId: farKey });
    expect(replica?.computed.policy).toBe(READ);
    expect(replica?.urn).toBe("");
    expect(secret.computed.replicas).toEqual([
      {
        region: FAR,
        kmsKeyId: farKey,
        status: "InSync",
        statusMessage: "Replication succeeded",
        lastAccessedDate: "",
      },
    ]);
  });

  it("has each value in both regions, also one that was there before", () => {
    const cloud = inLocalCloud();
    const { secret } = replicated(cloud, { replicas: undefined });
    expect(valuesIn(cloud, FAR)).toEqual([]);
    cloud.update(secret, { replicas: [{ region: FAR }] });
    expect(valuesIn(cloud, FAR)).toEqual(["first"]);
    cloud.create(SECRET_VERSION, { secretId: secret.id, secretString: "second" });
    expect(valuesIn(cloud, FAR)).toEqual(["first", "second"]);
  });

  it("uses AWS's key in the other region unless one is given", () => {
    const cloud = inLocalCloud();
    const { secret } = replicated(cloud, { replicas: [{ region: FAR }] });

    expect(secret.computed.replicas).toMatchObject([{ kmsKeyId: "alias/aws/secretsmanager", status: "InSync" }]);
  });

  it("moves with a change of its regions, and takes a change of the key", () => {
    const cloud = inLocalCloud();
    const { secret } = replicated(cloud);
    const otherKey = keyIn(cloud, FAR);
    const updated = cloud.update(secret, { replicas: [{ region: FAR, kmsKeyId: otherKey }] });
    expect(secretsIn(cloud, FAR)[0]?.inputs.kmsKeyId).toBe(otherKey);
    cloud.update(updated, { replicas: [{ region: "eu-north-1" }] });

    expect(secretsIn(cloud, FAR)).toEqual([]);
    expect(valuesIn(cloud, FAR)).toEqual([]);
    expect(valuesIn(cloud, "eu-north-1")).toEqual(["first"]);
  });

  it("takes its replicas along when it is deleted, which have no recovery window", () => {
    const cloud = inLocalCloud();
    cloud.delete(replicated(cloud, { recoveryWindowInDays: 30 }).secret);

    expect(secretsIn(cloud, FAR)).toEqual([]);
    expect(valuesIn(cloud, FAR)).toEqual([]);
    expect(secretsIn(cloud, "eu-west-1")).toHaveLength(1);
    expect(valuesIn(cloud, "eu-west-1")).toEqual(["first"]);
  });

  it("leaves its replica where the primary is lost", () => {
    const cloud = inLocalCloud();
    const { secret } = replicated(cloud);
    cloud.cloud.state.remove(secret);

    expect(secretsIn(cloud, FAR)).toHaveLength(1);
    expect(valuesIn(cloud, FAR)).toEqual(["first"]);
  });

  it("overwrites another secret of its name where it is told to", () => {
    const cloud = inLocalCloud();
    const other = cloud.create(SECRET, { name: "database" }, FAR);
    cloud.create(SECRET_VERSION, { secretId: other.id, secretString: "other" }, FAR);
    const { secret } = replicated(cloud, { forceOverwriteReplicaSecret: true });

    expect(secretsIn(cloud, FAR).map(({ id }) => id)).toEqual([secret.id.replace("eu-west-1", FAR)]);
    expect(valuesIn(cloud, FAR)).toEqual(["first"]);
    expect(cloud.warnings).toEqual([]);
  });
});

describeRules(SECRET, () => ({ inputs: { name: "database", replicas: [{ region: FAR }] } }), [
  [
    "a replica in its own region",
    { replicas: [{ region: "eu-west-1" }] },
    {},
    "InvalidParameterException",
    "Invalid replica region: eu-west-1 (replicas)",
  ],
  [
    "two replicas in one region",
    { replicas: [{ region: FAR }, { region: FAR }] },
    { replicas: [{ region: FAR }, { region: "eu-north-1" }] },
    "InvalidParameterException",
    `Invalid replica region: ${FAR} (replicas)`,
  ],
]);

itRefuses(
  "a value for a replica",
  (cloud) => {
    const { secret } = replicated(cloud);
    const put = (secretId: string, region: string) => () =>
      cloud.create(SECRET_VERSION, { secretId, secretString: "x" }, region);
    return { violation: put(secretsIn(cloud, FAR)[0]?.id ?? "", FAR), neighbour: put(secret.id, "eu-west-1") };
  },
  "InvalidParameterException",
  "Operation not permitted on a replica secret. Call must be made in primary secret's region. (secretId)",
);

itWarns(
  "a replica whose name another secret has",
  (cloud) => {
    cloud.create(SECRET, { name: "database" }, FAR);
    expect(replicated(cloud).secret.computed.replicas).toMatchObject([{ status: "Failed" }]);
    expect(valuesIn(cloud, FAR)).toEqual([]);
  },
  `the secret isn't replicated: ${FAR}: Secret with this name already exists in this region (replicas)`,
);

itWarns(
  "a replica under a key of another region",
  (cloud) => {
    replicated(cloud, { replicas: [{ region: FAR, kmsKeyId: keyIn(cloud, "eu-west-1") }] });
    expect(secretsIn(cloud, FAR)).toEqual([]);
  },
  `${FAR}: The KMS key is disabled or not found (replicas)`,
);

itWarns(
  "replicas that stay when the program leaves them out",
  (cloud) => {
    const updated = cloud.update(replicated(cloud).secret, { replicas: undefined });
    expect(secretsIn(cloud, FAR)).toHaveLength(1);
    expect(updated.computed.replicas).toMatchObject([{ region: FAR }]);
  },
  `the provider leaves the replicas where they are: ${FAR} (replicas)`,
);
