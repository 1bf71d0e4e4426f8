import { backupCoverage as rule } from "../../../policies/rules/backup-coverage";
import { describeRule, judge, resource, UNKNOWN, type TestResource } from "../support";
import { drop, of } from "../support/mutation";

const TAGS = { tags: { Backup: "daily" } };
const database = resource("aws:rds/instance:Instance", "database", { arn: UNKNOWN, ...TAGS });

function selection(properties: TestResource["properties"], of: readonly TestResource[] = []): TestResource {
  return resource("aws:backup/selection:Selection", "selection", properties, { dependencies: { resources: of } });
}

function byTag(value: unknown): TestResource {
  return selection({ selectionTags: [{ type: "STRINGEQUALS", key: "Backup", value }] });
}

function plan(...days: readonly unknown[]): TestResource {
  const rules = days.map((deleteAfter) => ({ lifecycle: { deleteAfter } }));
  return resource("aws:backup/plan:Plan", "plan", { rules });
}

const other = resource("aws:rds/cluster:Cluster", "other", { arn: UNKNOWN, replicationSourceIdentifier: "main" });
const files = resource("aws:efs/fileSystem:FileSystem", "files", { id: UNKNOWN });

function ownPolicy(status: unknown): TestResource {
  const properties = { fileSystemId: UNKNOWN, backupPolicy: { status } };
  const options = { dependencies: { fileSystemId: [files] } };
  return resource("aws:efs/backupPolicy:BackupPolicy", "files", properties, options);
}

const vault = resource("aws:backup/vault:Vault", "vault");
const lock = resource(
  "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
  "lock",
  { backupVaultName: UNKNOWN },
  { dependencies: { backupVaultName: [vault] } },
);

const UNCOVERED = "database: backup selection is not set: no copy of its data is kept apart from it";

describeRule(rule, {
  accepts: {
    "a database by its ARN, in a locked vault": {
      given: [database, selection({ resources: [UNKNOWN] }, [database]), plan(35), vault, lock],
    },
    "one by its tag": { given: [database, byTag("daily")] },
    "one by the tags of the provider": {
      given: [resource("aws:dynamodb/table:Table", "table", { tagsAll: TAGS.tags }), byTag("daily")],
    },
    "all databases": { given: [database, selection({ resources: ["arn:aws:rds:*:*:db:*"] })] },
    "a file system among all, under a condition that it meets": {
      given: [
        resource("aws:efs/fileSystem:FileSystem", "files", TAGS),
        selection({
          resources: ["*"],
          conditions: [{ stringEquals: [{ key: "aws:ResourceTag/Backup", value: "daily" }] }],
        }),
      ],
    },
    "a file system that EFS has copied by itself": { given: [files, ownPolicy("ENABLED")] },
    "a replica, which is copied with its source": {
      given: resource("aws:rds/instance:Instance", "replica", { replicateSourceDb: "database" }),
    },
  },
  refuses: {
    "a database without a selection": { given: database, violations: [UNCOVERED] },
    "one with another tag": { given: [database, byTag("weekly")], violations: [UNCOVERED] },
    "one of another service": {
      given: [database, selection({ resources: ["arn:aws:dynamodb:*:*:table/*"] })],
      violations: [UNCOVERED],
    },
    "one that misses a condition": {
      given: [
        database,
        selection({
          resources: ["*"],
          conditions: [{ stringEquals: [{ key: "aws:ResourceTag/Backup", value: "no" }] }],
        }),
      ],
      violations: [UNCOVERED],
    },
    "a file system whose own copies are switched off": {
      given: [files, ownPolicy("DISABLED")],
      violations: ["files: backup selection is not set"],
    },
    "one that only another database's ARN, not known yet, stands beside": {
      given: [database, other, selection({ resources: [UNKNOWN] }, [other])],
      violations: [UNCOVERED],
    },
    "a vault without a lock": {
      given: resource("aws:backup/vault:Vault", "vault"),
      violations: ["vault: vault lock is not set: whoever breaks in can delete"],
    },
  },
  boundaries: {
    "copies of 35 days among shorter ones": { given: plan(7, 35) },
    "copies of 34": {
      given: plan(7, "34"),
      violations: ["plan: rules lifecycle.deleteAfter is 34: copies are gone before a slow fault"],
    },
    "staging's 7, in a vault without a lock": { given: [plan(7), vault], environment: "staging" },
  },
  missing: {
    "an end of copies, which are kept for ever": { given: plan(undefined) },
    "the source of a replica, whose output is empty": {
      given: resource("aws:rds/instance:Instance", "database", { replicateSourceDb: "" }),
      violations: [UNCOVERED],
    },
    "a database's tags": {
      given: [resource("aws:rds/instance:Instance", "database"), byTag("daily")],
      violations: [UNCOVERED],
    },
  },
  unknown: {
    "an unknown tag": { given: [database, byTag(UNKNOWN)] },
    "tags that aren't known": {
      given: [resource("aws:rds/instance:Instance", "database", { tags: UNKNOWN }), byTag("daily")],
    },
    "tags of the selection that aren't known": { given: [database, selection({ selectionTags: UNKNOWN })] },
    "resources of the selection that aren't known": { given: [database, selection({ resources: UNKNOWN })] },
    "one that isn't known and comes from elsewhere": { given: [database, selection({ resources: [UNKNOWN] })] },
    "a policy of EFS that isn't known": {
      given: [files, ownPolicy(UNKNOWN)],
    },
    "an unknown age": {
      given: plan(UNKNOWN),
      remarks: ["plan: Not determinable yet: rules[0].lifecycle.deleteAfter isn't known"],
    },
  },
  production: drop(of("aws:backup/selection:Selection")),
});

it("leaves development alone", async () => {
  expect((await judge(rule, database, { environment: "development" })).violations).toEqual([]);
});
