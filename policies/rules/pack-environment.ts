import { ALWAYS_MANDATORY, ENVIRONMENTS, matches, resourceRule, STACK_TYPE, textList, type Finding } from "../core";

interface Settings {
  /** Environment that the configuration file is for. */
  readonly environment: string;
  /** Patterns of the names of its stacks. */
  readonly stacks: readonly string[];
}

/** Tag of a stack that says which environment it is, whatever its name. */
const ENVIRONMENT_TAG = "environment";

export const packEnvironment = resourceRule<Settings>({
  name: "pack-environment",
  title: "The configuration of the pack is that of the stack's environment",
  description: "A run is refused whose configuration of the policy pack is for another environment than the stack.",
  why:
    "Pulumi takes whatever configuration file it is given: with that of development, a change to production would be " +
    "held to advice.",
  fix: "Pass `--policy-pack-config` the file of the stack's environment, or list the stack's name under `stacks` there.",
  severity: "critical",
  requirements: ["ENV-4", "SH-5"],
  references: [
    {
      title: "Pulumi documentation, Policy pack configuration",
      url: "https://www.pulumi.com/docs/insights/policy/policy-packs/configuration/",
    },
  ],
  types: [STACK_TYPE],
  levels: ALWAYS_MANDATORY,
  configuration: {
    schema: {
      environment: {
        type: "string",
        enum: ["", ...ENVIRONMENTS],
        description: "Environment that the file is for",
      },
      stacks: textList("Names of its stacks; `*` stands for any text. The stack's tag `environment` goes before"),
    },
    defaults: {
      development: { environment: "development", stacks: ["development", "development-*", "dev", "dev-*"] },
      staging: { environment: "staging", stacks: ["staging", "staging-*"] },
      production: { environment: "production", stacks: ["production", "production-*", "prod", "prod-*"] },
    },
    unconfigured: { environment: "", stacks: [] },
  },
  check(stack, { environment, stacks }) {
    if (environment === "") return [unconfigured()];
    const tag = stack.stackTags.get(ENVIRONMENT_TAG);
    const isMeant =
      tag === undefined ? stacks.some((pattern) => matches(pattern, stack.stackName)) : tag === environment;
    return isMeant ? [] : [otherEnvironment(environment, stack.stackName, tag, stacks)];
  },
});

function unconfigured(): Finding {
  return {
    property: "environment",
    problem: "the pack runs without a configuration file, so each rule holds as in production",
    allowed: ENVIRONMENTS.join(", "),
    fix: "pass --policy-pack-config the file of the stack's environment",
    level: "advisory",
  };
}

function otherEnvironment(
  environment: string,
  name: string,
  tag: string | undefined,
  stacks: readonly string[],
): Finding {
  const tagged = tag === undefined ? "" : `, whose tag ${ENVIRONMENT_TAG} is "${tag}"`;
  return {
    property: "environment",
    value: environment,
    problem: `the configuration of the pack is not for the stack "${name}"${tagged}`,
    allowed: tag === undefined ? `a stack called ${stacks.join(", ")}` : `a stack tagged "${environment}"`,
    fix: "pass --policy-pack-config the file of the stack's environment, or add the stack's name to stacks there",
  };
}
