import { parseConfiguration } from "../../../../stacks/environment/configuration";
import { deployCommitted, deployEnvironment } from "../../deployed";
import { MINIMAL, refused } from "../../example-settings";
import { objectionsTo } from "../../objections";
import { all, type Registered } from "../../../support/deploy";

const VAULT = "aws:backup/vault:Vault";
const LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";
const PLAN = "aws:backup/plan:Plan";
const SELECTION = "aws:backup/selection:Selection";

function backedUp(settings: Record<string, unknown>, environment = "staging") {
  return deployEnvironment(parseConfiguration({ ...MINIMAL, minInstances: 3, ...settings }, environment));
}

function rulesOf(resources: readonly Registered[]): Record<string, unknown>[] {
  return all(resources, PLAN).flatMap(({ inputs }) => inputs.rules as Record<string, unknown>[]);
}

describe("the backups of an environment", () => {
  it("are none unless they are configured", async () => {
    const { resources, outputs } = await backedUp({});

    expect(resources.filter(({ type }) => type.startsWith("aws:backup/"))).toEqual([]);
    expect(outputs.backupVaultName).toBeUndefined();
  });

  it("are daily by default, in a vault with the environment's key that goes with the environment", async () => {
    const { resources, outputs } = await backedUp({ backup: {} });

    expect(all(resources, VAULT)).toMatchObject([
      {
        name: "proofpix-staging-backup-vault",
        inputs: { kmsKeyArn: "arn:mock:proofpix-staging-key", forceDestroy: true },
        protect: false,
      },
    ]);
    expect(all(resources, LOCK)).toEqual([]);
    expect(rulesOf(resources)).toMatchObject([{ schedule: "cron(0 5 ? * * *)", lifecycle: { deleteAfter: 35 } }]);
    expect(outputs).toMatchObject({ backupVaultName: "proofpix-staging-backup-vault" });
    expect(outputs.backupCopyVaultName).toBeUndefined();
  });

  it("are locked and protected in production, unless the configuration says otherwise", async () => {
    const byDefault = await backedUp({ backup: {} }, "production");
    const unlocked = await backedUp({ backup: { lock: "none" } }, "production");

    expect(all(byDefault.resources, LOCK).map(({ inputs }) => inputs.minRetentionDays)).toEqual([35]);
    expect(all(byDefault.resources, VAULT)).toMatchObject([{ protect: true, inputs: { forceDestroy: false } }]);
    expect(all(unlocked.resources, LOCK)).toEqual([]);
  });

  it("follow the configured schedule", async () => {
    const { resources } = await backedUp({
      backup: {
        daily: { times: ["06:30", "18:30"], retentionDays: 14 },
        weekly: { day: "saturday", time: "10:00", retentionDays: 60 },
        monthly: { day: 2 },
        startWindow: "90m",
        completionWindow: "4h",
        recoveryPoint: "20h",
      },
    });

    expect(rulesOf(resources)).toMatchObject([
      { schedule: "cron(30 6,18 ? * * *)", lifecycle: { deleteAfter: 14 }, startWindow: 90, completionWindow: 240 },
      { schedule: "cron(0 10 ? * SAT *)", lifecycle: { deleteAfter: 60 } },
      { schedule: "cron(0 21 2 * ? *)", lifecycle: { deleteAfter: 365 } },
    ]);
  });

  it("take what has the environment's tags", async () => {
    const { resources } = await backedUp({ backup: {} });

    expect(all(resources, SELECTION)[0]?.inputs).toMatchObject({
      resources: expect.arrayContaining([
        "arn:aws:dynamodb:eu-west-1:123456789012:table/*",
        "arn:aws:elasticfilesystem:eu-west-1:123456789012:file-system/*",
      ]) as unknown,
      conditions: [
        {
          stringEquals: [
            { key: "aws:ResourceTag/Project", value: "proofpix" },
            { key: "aws:ResourceTag/Environment", value: "staging" },
          ],
        },
      ],
    });
  });

  it("are copied into the second region where there is one, with its key", async () => {
    const { resources, outputs } = await backedUp({ backup: {}, secondRegion: "eu-central-1" });
    const copies = all(resources, VAULT).find(({ name }) => name === "proofpix-staging-backup-copies");

    expect(copies?.inputs.kmsKeyArn).toBe("arn:mock:proofpix-staging-eu-central-1-key");
    expect(rulesOf(resources)).toMatchObject([
      { copyActions: [{ destinationVaultArn: "arn:mock:proofpix-staging-backup-copies" }] },
    ]);
    expect(outputs.backupCopyVaultName).toBe("proofpix-staging-backup-copies");
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    [
      "an objective that the schedule can't meet",
      { recoveryPoint: "24h" },
      "backup.recoveryPoint",
      `"24h" can't be met: the newest backup may be 28 hours old`,
    ],
    ["a restore within minutes", { recoveryTime: "10m" }, "backup.recoveryTime", 'must be "1h" or more'],
    ["what is no time", { daily: { times: ["25:00"] } }, "backup.daily.times[0]", "must be a time of the day"],
    ["what doesn't look like one", { weekly: { time: "noon" } }, "backup.weekly.time", "must be a time of the day"],
    ["a day that some months lack", { monthly: { day: 31 } }, "backup.monthly.day", "from 1 to 28"],
    ["a lock that can't be undone", { lock: "compliance" }, "backup.lock", 'must be "governance" or "none"'],
    ["a key that there is not", { hourly: {} }, "backup.hourly", "is not a known key"],
  ])("are refused with %s", (_, backup, key, reason) => {
    expect(refused({ backup })).toEqual({ [`proofpix:${key}`]: expect.stringContaining(reason) as unknown });
  });

  it.each([
    ["development", 0, 0],
    ["staging", 1, 0],
    ["production", 2, 2],
  ] as const)("are committed for %s with %d vaults and %d locks", async (environment, vaults, locks) => {
    const { resources } = await deployCommitted(environment);

    expect([all(resources, VAULT).length, all(resources, LOCK).length]).toEqual([vaults, locks]);
  });

  it("are objected to without a lock in production, by the key", async () => {
    const settings = { ...MINIMAL, minInstances: 3, backup: { lock: "none" } };
    const objections = await objectionsTo(parseConfiguration(settings, "production"));

    expect(objections["backup-coverage"]).toEqual([expect.stringContaining("vault lock")]);
  });
});
