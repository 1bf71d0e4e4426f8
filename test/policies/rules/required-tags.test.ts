import { requiredTags as rule } from "../../../policies/rules/required-tags";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

const TAGS = { Environment: "production", Owner: "platform", CostCenter: "product" };

function queue(tags: unknown): TestResource {
  return resource("aws:sqs/queue:Queue", "jobs", { tags });
}

function group(tags: Readonly<Record<string, unknown>>, propagateAtLaunch: unknown = true): TestResource {
  const list = Object.entries(tags).map(([key, value]) => ({ key, value, propagateAtLaunch }));
  return resource("aws:autoscaling/group:Group", "instances", { tags: list });
}

function service(propagateTags: unknown): TestResource {
  return resource("aws:ecs/service:Service", "web", { tags: TAGS, propagateTags });
}

describeRule(rule, {
  accepts: {
    "a resource with all of them, and more": { given: queue({ ...TAGS, Name: "jobs" }) },
    "further environments of the same kind": {
      given: [queue({ ...TAGS, Environment: "production-us" }), group({ ...TAGS, Environment: "production-us" })],
    },
    "a name that says nothing beside the tag that does": {
      given: [
        queue({ ...TAGS, Environment: "eu", EnvironmentKind: "production" }),
        group({ ...TAGS, Environment: "eu", EnvironmentKind: "production" }),
      ],
    },
    "a group that hands them on": { given: group(TAGS) },
    "a service that hands them on": { given: [service("SERVICE"), service("TASK_DEFINITION")] },
    "a group's tags of its own, which stay with it": {
      given: resource("aws:autoscaling/group:Group", "instances", {
        tags: [
          ...Object.entries(TAGS).map(([key, value]) => ({ key, value, propagateAtLaunch: true })),
          { key: "AmazonECSManaged", value: "", propagateAtLaunch: false },
        ],
      }),
    },
    "types without tags, or without a price": { given: resource("aws:iam/rolePolicy:RolePolicy", "access") },
  },
  refuses: {
    "a resource without an owner": {
      given: queue({ Environment: "production", CostCenter: "product" }),
      violations: ['jobs: tags["Owner"] is not set: neither the bill nor the console tells whose it is; allowed: any'],
    },
    "another environment's tag": {
      given: queue({ ...TAGS, Environment: "staging" }),
      violations: [
        'jobs: tags["Environment"] is "staging": neither it nor EnvironmentKind says that the environment is for production;',
      ],
    },
    "another environment's tag beside its own name": {
      given: queue({ ...TAGS, EnvironmentKind: "staging" }),
      violations: ['jobs: tags["Environment"] is "production": neither it nor EnvironmentKind says'],
    },
    "a name that says nothing": {
      given: queue({ ...TAGS, Environment: "eu" }),
      violations: ['jobs: tags["Environment"] is "eu": neither it nor EnvironmentKind says'],
    },
    "a group that keeps a tag from its instances": {
      given: group(TAGS, false),
      violations: [
        "instances: tags[0].propagateAtLaunch is false",
        "instances: tags[1].propagateAtLaunch is false",
        "instances: tags[2].propagateAtLaunch is false",
      ],
    },
    "a service that keeps them from its tasks": {
      given: service("NONE"),
      violations: ['web: propagateTags is "NONE": tasks, which are what costs money, get no tags'],
    },
  },
  boundaries: {
    "an empty value": { given: queue({ ...TAGS, Owner: "" }), violations: ['jobs: tags["Owner"] is ""'] },
    "a name in lower case, which is another tag": {
      given: queue({ Environment: "production", owner: "platform", CostCenter: "product" }),
      violations: ['jobs: tags["Owner"] is not set'],
    },
    "tags of one's own, with dots": {
      given: queue({ "example.com/team": "a" }),
      settings: { required: ["example.com/team"], environment: "", values: { "example.com/team": ["a", "b"] } },
    },
    "a value that isn't among those allowed": {
      given: queue({ ...TAGS, Owner: "me" }),
      settings: { values: { Owner: ["platform"] } },
      violations: [
        'jobs: tags["Owner"] is "me": neither the bill nor the console tells whose it is; allowed: platform',
      ],
    },
    "a service that says nothing, whose tasks get none": {
      given: service(undefined),
      violations: ["web: propagateTags is not set"],
    },
  },
  missing: {
    "all tags": {
      given: queue(undefined),
      violations: ["Environment", "Owner", "CostCenter"].map((name) => `jobs: tags["${name}"] is not set`),
    },
    "one of a group's": {
      given: group({ Environment: "production", Owner: "platform" }),
      violations: ['instances: tags["CostCenter"] is not set'],
    },
  },
  unknown: {
    "an unknown value": {
      given: queue({ ...TAGS, Owner: UNKNOWN }),
      remarks: ['jobs: Not determinable yet: tags["Owner"] isn\'t known'],
    },
    "unknown tags": { given: queue(UNKNOWN), remarks: ["jobs: Not determinable yet: tags isn't known"] },
    "an unknown value of a group, beside a wrong one": {
      given: group({ Environment: "test", Owner: UNKNOWN, CostCenter: "product" }),
      violations: ['instances: tags["Environment"] is "test"'],
      remarks: ["instances: Not determinable yet: tags[1].value isn't known"],
    },
  },
  production: set(of("aws:sns/topic:Topic"), { tags: { Name: "topic" }, tagsAll: { Name: "topic" } }),
});
