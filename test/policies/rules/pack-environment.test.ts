import { packEnvironment as rule } from "../../../policies/rules/pack-environment";
import { describeRule, judge } from "../support";

const OTHER = 'example-staging: environment is "production": the configuration of the pack is not for the stack';

describeRule(rule, {
  accepts: {
    "the stack of the configuration's environment": { given: [], stack: "production" },
    "a stack with the environment in its tag, whatever its name": {
      given: [],
      stack: "main",
      stackTags: { environment: "production" },
    },
    "a stack that the configuration lists": { given: [], stack: "main", settings: { stacks: ["main"] } },
  },
  refuses: {
    "a stack of another environment": { given: [], stack: "staging", violations: [`${OTHER} "staging"; allowed:`] },
    "a stack with another environment in its tag": {
      given: [],
      stack: "production",
      stackTags: { environment: "staging" },
      violations: ['example-production: environment is "production"'],
    },
  },
  boundaries: {
    "a stack whose name goes on after the environment's": { given: [], stack: "production-eu" },
    "a stack whose name only begins like it": {
      given: [],
      stack: "productions",
      violations: ['example-productions: environment is "production"'],
    },
  },
  missing: {
    "a run without a configuration file": {
      given: [],
      stack: "anything",
      settings: { environment: "", stacks: [] },
      remarks: ["example-anything: environment is not set: the pack runs without a configuration file"],
    },
  },
  unknown: {},
});

it("holds in every environment's run", async () => {
  for (const environment of ["development", "staging"] as const) {
    expect((await judge(rule, [], { environment })).violations).toEqual([]);
    expect((await judge(rule, [], { environment, stack: "production" })).violations).toHaveLength(1);
  }
});
