import { ENVIRONMENT_KIND_TAG, environmentKindOf } from "../../components/shared/environment-kind";
import {
  ALWAYS_MANDATORY,
  ENVIRONMENTS,
  type Finding,
  matches,
  resourceRule,
  type ResourceView,
  STACK_TYPE,
  textList,
} from "../core";
import { ENVIRONMENT_TAG, kindByTags, tagOf } from "./shared/environment-tags";
import { WORKLOADS } from "./shared/kubernetes-pods";
import { TAGGED_TYPES } from "./shared/tagged-types";

interface Settings {
  /** Environment that the configuration file is for. */
  readonly environment: string;
  /** Patterns of the names of stacks that belong to it although their names don't begin with its kind. */
  readonly stacks: readonly string[];
}

/** Stack tag that names the environment's kind, whatever the stack's name. */
const STACK_TAG = "environment";

export const packEnvironment = resourceRule<Settings>({
  name: "pack-environment",
  title: "The pack's configuration is that of the stack's environment",
  description:
    "The rule refuses a run if the policy pack's configuration is for another environment than the stack. The " +
    "stack's tag `environment`, the setting `stacks`, or the beginning of the stack's name says what the stack is " +
    "for. If none of them does, each resource has to say it, by its tag `EnvironmentKind` or the beginning of its " +
    "tag `Environment`.",
  why:
    "Pulumi accepts any configuration file. With development's file, rules would only advise on a change to " +
    "production.",
  fix:
    "Pass `--policy-pack-config` the file of the stack's environment; or tag the resources with `EnvironmentKind`, or list " +
    "the stack's name under `stacks` there.",
  severity: "critical",
  requirements: ["ENV-4", "SH-5"],
  references: [
    {
      title: "Pulumi documentation, Policy pack configuration",
      url: "https://www.pulumi.com/docs/insights/policy/policy-packs/configuration/",
    },
  ],
  types: [STACK_TYPE, ...TAGGED_TYPES, ...WORKLOADS],
  levels: ALWAYS_MANDATORY,
  configuration: {
    schema: {
      environment: {
        type: "string",
        enum: ["", ...ENVIRONMENTS],
        description: "Environment that the file is for",
      },
      stacks: textList(
        "Names of stacks for it that don't begin with it; `*` stands for any text. The stack's tag `environment` goes before",
      ),
    },
    defaults: {
      development: { environment: "development", stacks: [] },
      staging: { environment: "staging", stacks: [] },
      production: { environment: "production", stacks: [] },
    },
    unconfigured: { environment: "", stacks: [] },
  },
  check: (resource, settings) =>
    resource.type === STACK_TYPE ? ofStack(resource, settings) : ofResource(resource, settings),
});

function ofStack(stack: ResourceView, settings: Settings): Finding[] {
  const { environment } = settings;
  if (environment === "") return [unconfigured()];
  const said = kindOfStack(stack, settings);
  return said === undefined || said === environment ? [] : [otherStack(stack, environment, said)];
}

/** If the stack itself says its kind, `required-tags` checks the tags of its resources. */
function ofResource(resource: ResourceView, settings: Settings): Finding[] {
  const { environment } = settings;
  if (environment === "" || kindOfStack(resource, settings) !== undefined) return [];
  const kind = kindByTags(resource);
  return !kind.known || kind.value === environment ? [] : [otherResource(resource, environment, kind.value)];
}

function kindOfStack({ stackTags, stackName }: ResourceView, { environment, stacks }: Settings): string | undefined {
  const isListed = stacks.some((pattern) => matches(pattern, stackName));
  return stackTags.get(STACK_TAG) ?? (isListed ? environment : environmentKindOf(stackName));
}

function unconfigured(): Finding {
  return {
    property: "environment",
    problem: "the pack runs without a configuration file, so each rule holds as in production",
    allowed: ENVIRONMENTS.join(", "),
    fix: "pass --policy-pack-config the file of the stack's environment",
    level: "advisory",
  };
}

function otherStack({ stackName, stackTags }: ResourceView, environment: string, said: string): Finding {
  const tagged = stackTags.has(STACK_TAG) ? `, whose tag ${STACK_TAG} is "${said}"` : "";
  return {
    property: "environment",
    value: environment,
    problem: `the configuration of the pack is not for the stack "${stackName}"${tagged}`,
    allowed: `the file of ${said}`,
    fix: `pass --policy-pack-config the file of ${said}, or add the stack's name to stacks in that of ${environment}`,
  };
}

function otherResource(resource: ResourceView, environment: string, kind: string | undefined): Finding {
  const tag = tagOf(resource, ENVIRONMENT_TAG);
  return {
    property: `tags["${ENVIRONMENT_TAG}"]`,
    value: tag.known ? tag.value : undefined,
    problem:
      kind === undefined
        ? `neither the name of the stack "${resource.stackName}" nor the tags say what it is for, and the configuration of the pack is for ${environment}`
        : `the configuration of the pack is for ${environment}, and the tags say ${kind}`,
    allowed: `tags that say ${environment}`,
    fix: `set the tag ${ENVIRONMENT_KIND_TAG}: "${environment}", pass --policy-pack-config the file of another environment, or add the stack's name to stacks there`,
  };
}
