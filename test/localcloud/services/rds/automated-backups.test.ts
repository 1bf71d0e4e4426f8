import { inLocalCloud, itRefuses } from "../../support";
import { INSTANCE, instanceInputs, RESTORED, surrounds } from "./databases";

const REPLICATION = "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication";
const BACKUPS = "local:rds/automatedBackup:AutomatedBackup";

describe("automated backups that are replicated", () => {
  const replicated = (cloud: Parameters<typeof surrounds>[0]) => {
    const given = surrounds(cloud);
    const far = surrounds(cloud, "eu-central-1");
    const primary = cloud.create(INSTANCE, instanceInputs(given));
    return { given, far, primary, inputs: { sourceDbInstanceArn: primary.computed.arn, kmsKeyId: far.keyArn } };
  };

  itRefuses(
    "to their own region",
    (cloud) => {
      const { given, inputs } = replicated(cloud);
      return {
        violation: () => cloud.create(REPLICATION, { ...inputs, kmsKeyId: given.keyArn }),
        neighbour: () => cloud.create(REPLICATION, inputs, "eu-central-1"),
      };
    },
    "InvalidParameterValue",
    "have to be in different AWS Regions.",
  );

  itRefuses(
    "without a key of the region",
    (cloud) => {
      const { inputs } = replicated(cloud);
      return {
        violation: () => cloud.create(REPLICATION, { ...inputs, kmsKeyId: undefined }, "eu-central-1"),
        neighbour: () => cloud.create(REPLICATION, inputs, "eu-central-1"),
      };
    },
    "InvalidParameterCombination",
    "KmsKeyId of the destination Region is required",
  );

  itRefuses(
    "of an instance that has none",
    (cloud) => {
      const { primary, inputs } = replicated(cloud);
      const without = cloud.update(primary, { backupRetentionPeriod: 0 });
      return {
        violation: () => cloud.create(REPLICATION, inputs, "eu-central-1"),
        neighbour: () => {
          cloud.update(without, { backupRetentionPeriod: 7 });
          cloud.create(REPLICATION, inputs, "eu-central-1");
        },
      };
    },
    "InvalidDBInstanceState",
    "Automated backups are not enabled for the source DB instance. (sourceDbInstanceArn)",
  );

  itRefuses(
    "a second time",
    (cloud) => {
      const { inputs } = replicated(cloud);
      const first = cloud.create(REPLICATION, inputs, "eu-central-1");
      return {
        violation: () => cloud.create(REPLICATION, inputs, "eu-central-1"),
        neighbour: () => {
          cloud.delete(first);
          cloud.create(REPLICATION, inputs, "eu-central-1");
        },
      };
    },
    "InvalidDBInstanceAutomatedBackupState",
    "are already replicated to eu-central-1.",
  );

  it("restore the instance in the other region when it is lost, as it was last, with that region's key", () => {
    const cloud = inLocalCloud();
    const { far, primary, inputs } = replicated(cloud);
    const copies = cloud.create(REPLICATION, inputs, "eu-central-1");
    cloud.delete(cloud.update(primary, { allocatedStorage: 200 }));
    const point = { sourceDbInstanceAutomatedBackupsArn: copies.id, useLatestRestorableTime: true };

    const restored = cloud.create(INSTANCE, { ...RESTORED, restoreToPointInTime: point }, "eu-central-1");

    expect(copies.id).toMatch(/^arn:aws:rds:eu-central-1:123456789012:auto-backup:ab-[a-z2-7]{26}$/);
    expect(restored.computed).toMatchObject({ allocatedStorage: 200, dbName: "proofpix", kmsKeyId: far.keyArn });
    expect(() => cloud.create(INSTANCE, { ...RESTORED, restoreToPointInTime: point })).toThrow(
      "No automated backup found for",
    );
  });

  it("are gone with the replication", () => {
    const cloud = inLocalCloud();
    const { inputs } = replicated(cloud);

    cloud.delete(cloud.create(REPLICATION, inputs, "eu-central-1"));

    expect(cloud.cloud.state.ofType(BACKUPS)).toEqual([]);
  });
});
