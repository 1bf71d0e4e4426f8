import { X509Certificate } from "node:crypto";
import { databaseAuthorities } from "../../../components/monitoring-stack/database-authorities";
import { monitoredDatabase } from "../../../components/database/monitored";
import { all } from "../../support/deploy";
import { changesOfResources, containersOf, deployStack, KEY, SYSTEM } from "./support";

/** Names of the authorities of a text of certificates. */
function authoritiesIn(pem: string): string[] {
  const certificates = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n/g) ?? [];
  expect(certificates.join("")).toBe(pem);
  return certificates.map((each) => /CN=(.*)/.exec(new X509Certificate(each).subject)?.[1] ?? "").sort();
}

describe("the authorities of databases", () => {
  // RDS User Guide, "Using SSL/TLS": rds-ca-rsa2048-g1, rds-ca-rsa4096-g1 and rds-ca-ecc384-g1 are those of a region.
  it.each(["eu-west-1", "us-east-1", "ap-southeast-2"])("are the three of %s", (region) => {
    expect(authoritiesIn(databaseAuthorities(region))).toEqual([
      `Amazon RDS ${region} Root CA ECC384 G1`,
      `Amazon RDS ${region} Root CA RSA2048 G1`,
      `Amazon RDS ${region} Root CA RSA4096 G1`,
    ]);
  });

  it("are those of all regions for one that isn't known yet", () => {
    expect(authoritiesIn(databaseAuthorities("eu-north-9")).length).toBeGreaterThan(100);
  });
});

describe("the exporters of a stack with a database", () => {
  const engine = { kind: "instance", instanceClass: "db.m7g.large", storage: { size: "100Gi" } } as const;
  const watched = {
    system: { ...SYSTEM, database: monitoredDatabase("database", { engine }) },
    database: {
      hosts: { primary: "shop.abcdefghijkl.eu-west-1.rds.amazonaws.com" },
      port: 5432,
      secretArn: KEY.replace(":kms:", ":secretsmanager:").replace(/:key.*/, ":secret:shop-AbCdEf"),
      clientSecurityGroupId: "sg-database-clients",
    },
  };

  it("verify its servers by name and by the region's authorities, which they read from the configuration", async () => {
    const { resources } = await deployStack(watched);
    const object = all(resources, "aws:s3/bucketObjectv2:BucketObjectv2").find(
      ({ inputs }) => inputs.key === "exporters",
    );
    const exporter = containersOf(resources, "exporters")["database-primary"];

    expect(exporter).toMatchObject({
      environment: expect.arrayContaining([
        {
          name: "DATA_SOURCE_URI",
          value:
            "shop.abcdefghijkl.eu-west-1.rds.amazonaws.com:5432/postgres?sslmode=verify-full&sslrootcert=/configuration/rds-authorities.pem&connect_timeout=5",
        },
      ]) as unknown,
      mountPoints: [{ sourceVolume: "configuration", containerPath: "/configuration", readOnly: true }],
      dependsOn: [{ containerName: "configuration", condition: "SUCCESS" }],
    });
    expect(String(object?.inputs.content)).toContain(">rds-authorities.pem\n -----BEGIN CERTIFICATE-----\n");
  });

  it("verify by other authorities where those are given, as in GovCloud", async () => {
    const authorities = "-----BEGIN CERTIFICATE-----\nown\n-----END CERTIFICATE-----\n";
    const { resources } = await deployStack({ ...watched, database: { ...watched.database, authorities } });
    const object = all(resources, "aws:s3/bucketObjectv2:BucketObjectv2").find(
      ({ inputs }) => inputs.key === "exporters",
    );

    expect(String(object?.inputs.content).split(">rds-authorities.pem\n")[1]).toBe(
      " -----BEGIN CERTIFICATE-----\n own\n -----END CERTIFICATE-----\n",
    );
  });

  it("read no authorities without one, so that other stacks stay as they are", async () => {
    const { resources } = await deployStack();
    const object = all(resources, "aws:s3/bucketObjectv2:BucketObjectv2").find(
      ({ inputs }) => inputs.key === "exporters",
    );

    expect(String(object?.inputs.content)).not.toContain("CERTIFICATE");
  });

  it("alone are deployed when a database is added", async () => {
    const [{ resources: before }, { resources: after }] = [await deployStack(), await deployStack(watched)];
    const { replaced } = changesOfResources(before, after);

    expect(replaced).toContain("TaskDefinition shop-monitoring-exporters");
    expect(replaced).not.toContain("TaskDefinition shop-monitoring-otel-collector");
  });
});
