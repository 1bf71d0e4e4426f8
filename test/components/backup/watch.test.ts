import { failureRules, missingAlarm } from "../../../components/backup/watch";
import { patternProblem } from "../../../localcloud/services/events/event-pattern";

const VAULT = "arn:aws:backup:us-west-2:111122223333:backup-vault:9ab3e749-82c6-4342-9320-5edbf4918b86";
const [FAILED, COPY_FAILED] = failureRules("shop");

/** As in AWS's examples (AWS Backup Developer Guide, "Monitoring AWS Backup events using Amazon EventBridge"). */
function backupEvent(state: string, backupVaultArn = VAULT) {
  return { source: "aws.backup", "detail-type": "Backup Job State Change", detail: { backupVaultArn, state } };
}

function copyEvent(state: string, sourceBackupVaultArn = VAULT) {
  const destinationBackupVaultArn = "arn:aws:backup:us-east-1:111122223333:backup-vault:copies";
  const detail = { sourceBackupVaultArn, destinationBackupVaultArn, state };
  return { source: "aws.backup", "detail-type": "Copy Job State Change", detail };
}

type Pattern = Readonly<Record<string, unknown>>;

/** Amazon EventBridge User Guide, "Event patterns": every field has one of its values. */
function fits(pattern: Pattern, event: Pattern): boolean {
  return Object.entries(pattern).every(([field, wanted]) =>
    Array.isArray(wanted) ? wanted.includes(event[field]) : fits(wanted as Pattern, event[field] as Pattern),
  );
}

describe("rules on failures of backups", () => {
  it.each<[string, object, boolean, boolean]>([
    ["a failed backup", backupEvent("FAILED"), true, false],
    ["a backup that couldn't begin in time", backupEvent("EXPIRED"), true, false],
    ["a backup that took too long", backupEvent("ABORTED"), true, false],
    ["a complete backup", backupEvent("COMPLETED"), false, false],
    ["a backup that goes on", backupEvent("RUNNING"), false, false],
    ["a failed backup in another vault", backupEvent("FAILED", `${VAULT}-2`), false, false],
    ["a failed copy", copyEvent("FAILED"), false, true],
    ["a complete copy", copyEvent("COMPLETED"), false, false],
    ["a failed copy from another vault", copyEvent("FAILED", `${VAULT}-2`), false, false],
  ])("hear of %s as they should", (_, event, isFailed, isCopyFailed) => {
    const heard = [FAILED, COPY_FAILED].map((rule) => fits(rule?.pattern(VAULT) ?? {}, event as Pattern));

    expect(heard).toEqual([isFailed, isCopyFailed]);
  });

  it("have patterns that EventBridge takes", () => {
    for (const rule of [FAILED, COPY_FAILED])
      expect(patternProblem(JSON.stringify(rule?.pattern(VAULT)))).toBeUndefined();
  });

  it("tell what was to be backed up, and why it wasn't", () => {
    expect(FAILED?.message).toBe("The backup of <resource> is <state>: <reason>");
    expect(FAILED?.paths).toEqual({
      resource: "$.detail.resourceArn",
      state: "$.detail.state",
      reason: "$.detail.statusMessage",
    });
  });
});

describe("the alarm for missing backups", () => {
  const windows = { start: 60, completion: 180 };

  it("sounds when none was completed for the longest time that the schedule allows", () => {
    expect(missingAlarm("shop", "vault", { times: ["01:00"], windows })).toMatchObject({
      name: "shop-missing",
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      periodSeconds: 3600,
      evaluationPeriods: 28,
      treatMissingData: "breaching",
      queries: [
        {
          metric: {
            namespace: "AWS/Backup",
            metricName: "NumberOfBackupJobsCompleted",
            statistic: "Sum",
            dimensions: { BackupVaultName: "vault" },
          },
        },
      ],
    });
  });

  it("covers no more than CloudWatch looks back, with the longest windows", () => {
    const { evaluationPeriods, periodSeconds } = missingAlarm("shop", "vault", {
      times: ["01:00"],
      windows: { start: 1440, completion: 1440 },
    });

    // Amazon CloudWatch API Reference, PutMetricAlarm: 7 days where a period is an hour or longer.
    expect(evaluationPeriods * periodSeconds).toBeLessThanOrEqual(604_800);
    expect(evaluationPeriods).toBe(72);
  });
});
