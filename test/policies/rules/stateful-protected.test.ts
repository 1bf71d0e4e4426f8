import { statefulProtected as rule } from "../../../policies/rules/stateful-protected";
import { describeRule, judge, resource, UNKNOWN, type TestResource, type TestResourceOptions } from "../support";
import { of, setOptions } from "../support/mutation";

const INSTANCE = "aws:rds/instance:Instance";

function database(options: TestResourceOptions, properties: TestResource["properties"] = {}): TestResource {
  return resource(INSTANCE, "database", properties, options);
}

describeRule(rule, {
  accepts: {
    "a protected database": { given: database({ protect: true }) },
    "a read replica, which can be made anew": { given: database({}, { replicateSourceDb: "database" }) },
    "resources without data": { given: resource("aws:sqs/queue:Queue", "jobs") },
  },
  refuses: {
    "an unprotected database": {
      given: database({}),
      violations: [
        "database: options.protect is false: the next change that replaces or removes it takes its data along",
      ],
    },
    "an unprotected bucket of the older kind": {
      given: resource("aws:s3/bucketV2:BucketV2", "files"),
      violations: ["files: options.protect is false"],
    },
    "one that is deleted before its replacement exists": {
      given: database({ protect: true, deleteBeforeReplace: true }),
      violations: ["database: options.deleteBeforeReplace is true"],
    },
    "one whose changes are all ignored": {
      given: database({ protect: true, ignoreChanges: ["*"] }),
      violations: ['database: options.ignoreChanges is ["*"]'],
    },
  },
  boundaries: {
    "changes that are ignored by name, and no deletion first": {
      given: database({ protect: true, deleteBeforeReplace: false, ignoreChanges: ["engineVersion", "tags.*"] }),
    },
  },
  missing: {
    "all options": { given: resource("aws:kms/key:Key", "key"), violations: ["key: options.protect is false"] },
  },
  unknown: {
    "a replica of a database that is created in the same run": { given: database({}, { replicateSourceDb: UNKNOWN }) },
    "properties of a database": {
      given: database({}, { engineVersion: UNKNOWN }),
      violations: ["database: options.protect is false"],
    },
  },
  production: setOptions(of("aws:kms/key:Key"), { protect: false }),
});

it("leaves development alone, which is taken down and made anew", async () => {
  expect((await judge(rule, database({}), { environment: "development" })).violations).toEqual([]);
});
