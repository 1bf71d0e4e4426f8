import * as aws from "@pulumi/aws";
import { Backup, type BackupArgs, type BackupCopiesArgs, type ComplianceLockArgs } from "../../../components/backup";
import { all, deploy, refusals, type Registered } from "../../support/deploy";
import { BACKUP_ARGS, DATABASES, KEY, TOPIC } from "./arguments";

const VAULT = "aws:backup/vault:Vault";
const LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";
const PLAN = "aws:backup/plan:Plan";
const SELECTION = "aws:backup/selection:Selection";
const ROLE = "aws:iam/role:Role";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const RULE = "aws:cloudwatch/eventRule:EventRule";

const FAR_KEY = "arn:aws:kms:eu-central-1:123456789012:key/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";

function deployed(overrides: Partial<BackupArgs> = {}): Promise<Registered[]> {
  return deploy(() => new Backup("shop", { ...BACKUP_ARGS, ...overrides }));
}

function copying(copies: Partial<BackupCopiesArgs> = {}, rest: Partial<BackupArgs> = {}) {
  return deploy(() => {
    const provider = new aws.Provider("far", { region: "eu-central-1" });
    new Backup("shop", { ...BACKUP_ARGS, ...rest, copies: { provider, kmsKeyArn: FAR_KEY, ...copies } });
  });
}

function rulesOf(resources: readonly Registered[]): Record<string, unknown>[] {
  return all(resources, PLAN)[0]?.inputs.rules as Record<string, unknown>[];
}

describe("Backup", () => {
  it("keeps backups in a vault with the given key, which stays while it holds any", async () => {
    const vaults = all(await deployed(), VAULT);

    expect(vaults.map(({ name }) => name)).toEqual(["shop-vault"]);
    expect(vaults[0]?.inputs).toEqual({ kmsKeyArn: KEY, forceDestroy: false, tags: { Name: "shop-vault" } });
  });

  it("locks the vault in governance mode for the shortest retention", async () => {
    const [lock] = all(await deployed({ weekly: {}, monthly: {} }), LOCK);

    expect(lock?.inputs).toEqual({ backupVaultName: "shop-vault", minRetentionDays: 35 });
  });

  it("has no lock where none is wanted", async () => {
    expect(all(await deployed({ lock: false }), LOCK)).toEqual([]);
  });

  it("locks for good only where that is said in words", async () => {
    const lock: ComplianceLockArgs = {
      mode: "compliance",
      changeableForDays: 3,
      acknowledgement: "nobody can ever remove this lock, and its backups are paid for until their time is over",
    };
    const [locked] = all(await deployed({ lock }), LOCK);

    expect(locked?.inputs).toMatchObject({ changeableForDays: 3, minRetentionDays: 35 });
    const inOtherWords = { ...lock, acknowledgement: "yes" } as unknown as ComplianceLockArgs;
    expect(await refusals(() => new Backup("shop", { ...BACKUP_ARGS, lock: inOtherWords }))).toEqual([
      expect.stringContaining('lock.acknowledgement: must be "nobody can ever remove this lock, and'),
    ]);
  });

  it("backs up once a day by default, as a snapshot that is kept for 35 days", async () => {
    expect(rulesOf(await deployed())).toEqual([
      {
        ruleName: "daily",
        targetVaultName: "shop-vault",
        schedule: "cron(0 5 ? * * *)",
        scheduleExpressionTimezone: "Etc/UTC",
        startWindow: 60,
        completionWindow: 180,
        lifecycle: { deleteAfter: 35 },
      },
    ]);
  });

  it("follows the schedules, windows and retentions that it is given", async () => {
    const rules = rulesOf(
      await deployed({
        daily: { times: ["02:00", "14:00"], retentionDays: 14 },
        weekly: { retentionDays: 200, coldStorageAfterDays: 100 },
        startWindow: "2h",
        completionWindow: "90m",
      }),
    );

    expect(rules).toMatchObject([
      { schedule: "cron(0 2,14 ? * * *)", lifecycle: { deleteAfter: 14 }, startWindow: 120, completionWindow: 90 },
      { ruleName: "weekly", lifecycle: { deleteAfter: 200, coldStorageAfter: 100 } },
    ]);
  });

  it("copies into a locked vault of the other region, with a key there, for as long as the original is kept", async () => {
    const resources = await copying({}, { weekly: {} });
    const [, copies] = all(resources, VAULT);
    const [, lock] = all(resources, LOCK);

    expect(copies).toMatchObject({ name: "shop-copies", inputs: { kmsKeyArn: FAR_KEY } });
    expect(lock?.inputs).toEqual({ backupVaultName: "shop-copies", minRetentionDays: 35 });
    expect(rulesOf(resources).map((rule) => rule.copyActions)).toEqual([
      [{ destinationVaultArn: "arn:mock:shop-copies", lifecycle: { deleteAfter: 35 } }],
      [{ destinationVaultArn: "arn:mock:shop-copies", lifecycle: { deleteAfter: 90 } }],
    ]);
  });

  it("keeps copies for another time where asked to", async () => {
    const resources = await copying({ retentionDays: 10 });

    expect(rulesOf(resources)[0]?.copyActions).toEqual([
      { destinationVaultArn: "arn:mock:shop-copies", lifecycle: { deleteAfter: 10 } },
    ]);
    expect(all(resources, LOCK).map(({ inputs }) => inputs.minRetentionDays)).toEqual([35, 10]);
  });

  it("selects by ARN, with a role that AWS Backup alone assumes and that restores nothing", async () => {
    const resources = await deployed();
    const [role] = all(resources, ROLE);

    expect(all(resources, SELECTION)[0]?.inputs).toEqual({
      planId: "shop-plan-id",
      iamRoleArn: "arn:mock:shop",
      resources: [DATABASES],
    });
    expect(JSON.parse(String(role?.inputs.assumeRolePolicy))).toMatchObject({
      Statement: [{ Principal: { Service: "backup.amazonaws.com" }, Action: "sts:AssumeRole" }],
    });
    expect(all(resources, ATTACHMENT).map(({ inputs }) => inputs.policyArn)).toEqual([
      "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup",
    ]);
  });

  it("selects only what has all of the tags besides", async () => {
    const tags = { Project: "proofpix", Environment: "production" };
    const [selection] = all(await deployed({ selection: { resources: [DATABASES], tags } }), SELECTION);

    expect(selection?.inputs).toMatchObject({
      resources: [DATABASES],
      conditions: [
        {
          stringEquals: [
            { key: "aws:ResourceTag/Project", value: "proofpix" },
            { key: "aws:ResourceTag/Environment", value: "production" },
          ],
        },
      ],
    });
    expect(selection?.inputs).not.toHaveProperty("selectionTags");
  });

  it("tells the topic of failed and of missing backups, and of failed copies where there are copies", async () => {
    const [alone, copied] = [await deployed(), await copying()];

    expect(all(alone, RULE).map(({ name }) => name)).toEqual(["shop-failed"]);
    expect(all(copied, RULE).map(({ name }) => name)).toEqual(["shop-failed", "shop-copy-failed"]);
    expect(all(alone, ALARM)[0]).toMatchObject({
      name: "shop-missing",
      inputs: { dimensions: { BackupVaultName: "shop-vault" }, alarmActions: [TOPIC], okActions: [TOPIC] },
    });
  });

  it("keeps names within AWS's limits", async () => {
    const resources = await deploy(() => new Backup("n".repeat(80), BACKUP_ARGS));
    const lengths = [VAULT, PLAN, SELECTION].map((type) => all(resources, type)[0]?.name.length ?? 0);

    for (const length of lengths) expect(length).toBeLessThanOrEqual(42);
  });

  it("parents and tags its children, and lets each be edited", async () => {
    const edited: string[] = [];
    const record = (_args: object, _options: object, name: string) => void edited.push(name);
    const kinds = [
      "vault",
      "vaultLock",
      "plan",
      "selection",
      "role",
      "rolePolicyAttachment",
      "alarm",
      "rule",
      "target",
    ];
    const resources = await deployed({
      tags: { Environment: "production" },
      transform: Object.fromEntries(kinds.map((kind) => [kind, record])),
    });
    const children = resources.filter(({ component }) => !component);

    for (const child of children) expect(child.parent).toContain("proofpix:backup:Backup::shop");
    expect(all(resources, VAULT)[0]?.inputs.tags).toEqual({ Name: "shop-vault", Environment: "production" });
    expect([...edited].sort()).toEqual(children.map(({ name }) => name).sort());
  });
});

describe("Backup refuses", () => {
  it.each<[string, Partial<BackupArgs>, string]>([
    ["an objective that the schedule can't meet", { recoveryPoint: "24h" }, `recoveryPoint: "24h" can't be met:`],
    ["a restore within minutes", { recoveryTime: "15m" }, 'recoveryTime: must be "1h" or more, got "15m"'],
    ["no times", { daily: { times: [] } }, "daily.times: must have one time at least"],
    ["what is no time", { daily: { times: ["1am"] } }, 'daily.times[0]: must be a time of the day in UTC from "00:00"'],
    [
      "times at different minutes",
      { daily: { times: ["01:00", "13:30"] } },
      'daily.times[1]: must be at the same minute of an hour as 01:00, got "13:30"',
    ],
    ["a time twice", { daily: { times: ["01:00", "01:00"] } }, 'daily.times[1]: "01:00" is listed twice'],
    [
      "a day that some months lack",
      { monthly: { day: 29 } },
      "monthly.day: must be a whole number from 1 to 28, got 29",
    ],
    ["a window below an hour", { startWindow: "59m" }, 'startWindow: must be whole minutes from "60m" to "1440m"'],
    [
      "too short a time in cold storage",
      { monthly: { retentionDays: 119, coldStorageAfterDays: 30 } },
      "monthly.retentionDays: must be 90 days or more above coldStorageAfterDays, got 119 and 30; set it to 120",
    ],
    ["a retention of no day", { daily: { retentionDays: 0 } }, "daily.retentionDays: must be a whole number from 1"],
    [
      "a lock that keeps backups out",
      { daily: { retentionDays: 7 }, lock: { minimumRetentionDays: 8 } },
      "lock.minimumRetentionDays: must be 7 at most, the shortest retention of the plan, got 8",
    ],
    [
      "a lock that keeps long ones out",
      { monthly: {}, lock: { maximumRetentionDays: 364 } },
      "lock.maximumRetentionDays: must be 365 at least, the longest retention of the plan, got 364",
    ],
    ["nothing to back up", { selection: { resources: [] } }, "selection.resources: must have one ARN at least"],
    [
      "a cache",
      { selection: { resources: ["arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:shop"] } },
      "selection.resources[0]: AWS Backup doesn't cover ElastiCache",
    ],
    ["what is no ARN", { selection: { resources: ["shop"] } }, "selection.resources[0]: must be an ARN"],
    ["a reserved tag", { tags: { "aws:stage": "x" } }, 'tags["aws:stage"]'],
  ])("%s", async (_, overrides, problem) => {
    expect(await refusals(() => new Backup("shop", { ...BACKUP_ARGS, ...overrides }))).toEqual([
      expect.stringContaining(problem),
    ]);
  });

  it("copies that the lock there would keep out, and says all that is wrong at once", async () => {
    const problems = await refusals(() => {
      const provider = new aws.Provider("far", { region: "eu-central-1" });
      const copies = { provider, kmsKeyArn: FAR_KEY, retentionDays: 5 };
      new Backup("shop", { ...BACKUP_ARGS, copies, lock: { minimumRetentionDays: 6 }, recoveryTime: "1m" });
    });

    expect(problems).toEqual([
      expect.stringContaining("recoveryTime"),
      expect.stringContaining("lock.minimumRetentionDays: must be 5 at most"),
    ]);
  });

  it("nothing that works", async () => {
    await expect(
      deployed({
        daily: { times: ["01:00", "13:00"] },
        recoveryPoint: "24h",
        recoveryTime: "4h",
        lock: { minimumRetentionDays: 35, maximumRetentionDays: 35 },
      }),
    ).resolves.toBeDefined();
  });
});
