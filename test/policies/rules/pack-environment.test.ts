import { packEnvironment as rule } from "../../../policies/rules/pack-environment";
import { describeRule, judge, resource, type TestResource, UNKNOWN } from "../support";

const OTHER = 'example-staging: environment is "production": the configuration of the pack is not for the stack';
const NOBODY_SAYS = 'neither the name of the stack "main" nor the tags say what it is for';

function queue(tags: unknown): TestResource {
  return resource("aws:sqs/queue:Queue", "jobs", { tags });
}

function group(tags: Readonly<Record<string, unknown>>): TestResource {
  const list = Object.entries(tags).map(([key, value]) => ({ key, value, propagateAtLaunch: true }));
  return resource("aws:autoscaling/group:Group", "instances", { tags: list });
}

describeRule(rule, {
  accepts: {
    "the stack of the configuration's environment": { given: [], stack: "production" },
    "a stack with the environment in its tag, whatever its name": {
      given: queue({}),
      stack: "main",
      stackTags: { environment: "production" },
    },
    "a stack that the configuration lists": { given: queue({}), stack: "main", settings: { stacks: ["main"] } },
    "a listed stack whose name says something else": { given: [], stack: "staging", settings: { stacks: ["stag*"] } },
    "a stack whose resources say it": {
      given: [queue({ EnvironmentKind: "production", Environment: "main" }), group({ Environment: "production-us" })],
      stack: "main",
    },
    "resources of a stack whose name says it, however they are tagged": {
      given: queue({ Environment: "shared" }),
      stack: "production",
    },
  },
  refuses: {
    "a stack of another environment": { given: [], stack: "staging", violations: [`${OTHER} "staging"; allowed:`] },
    "a stack with another environment in its tag": {
      given: [],
      stack: "production",
      stackTags: { environment: "staging" },
      violations: ['example-production: environment is "production"'],
    },
    "resources that say another environment": {
      given: [queue({ EnvironmentKind: "staging", Environment: "main" }), group({ Environment: "dev-7" })],
      stack: "main",
      violations: [
        'jobs: tags["Environment"] is "main": the configuration of the pack is for production, and the tags say staging',
        'instances: tags["Environment"] is "dev-7": the configuration of the pack is for production, and the tags say devel',
      ],
    },
  },
  boundaries: {
    "a stack whose name goes on after the environment's": { given: [], stack: "production-eu" },
    "a stack whose name has the environment's short word": { given: [], stack: "prod-eu" },
    "a stack whose name only begins like it": {
      given: queue({ Environment: "productions" }),
      stack: "productions",
      violations: ['jobs: tags["Environment"] is "productions": neither the name of the stack "productions" nor'],
    },
  },
  missing: {
    "a run without a configuration file": {
      given: queue({}),
      stack: "anything",
      settings: { environment: "", stacks: [] },
      remarks: ["example-anything: environment is not set: the pack runs without a configuration file"],
    },
    "tags, where the stack's name says nothing": {
      given: queue(undefined),
      stack: "main",
      violations: [`jobs: tags["Environment"] is not set: ${NOBODY_SAYS}`],
    },
    "tags of workloads, which have none": {
      given: resource("kubernetes:apps/v1:Deployment", "web", {}),
      stack: "main",
      violations: [`web: tags["Environment"] is not set: ${NOBODY_SAYS}`],
    },
  },
  unknown: {
    "tags that aren't known, where the stack's name says nothing": {
      given: queue(UNKNOWN),
      stack: "main",
      remarks: ["jobs: Not determinable yet: tags isn't known"],
    },
  },
  production: null,
});

it("holds in every environment's run", async () => {
  for (const environment of ["development", "staging"] as const) {
    expect((await judge(rule, [], { environment })).violations).toEqual([]);
    expect((await judge(rule, [], { environment, stack: "production" })).violations).toHaveLength(1);
    expect((await judge(rule, queue({}), { environment, stack: "main" })).violations).toHaveLength(1);
  }
});
