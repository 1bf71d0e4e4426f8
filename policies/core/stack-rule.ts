import type {
  PolicyResource,
  ResourceValidation,
  ResourceValidationPolicy,
  StackValidation,
  StackValidationPolicy,
} from "@pulumi/policy";
import { configured, NO_SETTINGS, sdkSchema, type Given, type RuleConfiguration } from "./configuration";
import type { Exemption } from "./exemptions";
import type { Finding } from "./finding";
import { failureMessage, misconfigured, remarksOn, renamed, type Outcome } from "./outcome";
import { reportAll } from "./reporter";
import type { ResourceIdentity, ResourceView } from "./resource-view";
import { sdkMetadata, type Rule, type RuleMetadata, type Run } from "./rule";
import { NOTHING_FOUND, type Evaluation, type Report } from "./shared-pass";
import { STACK_TYPE, type StackIndex } from "./stack-index";
import { StackView } from "./stack-view";

/** Something that a rule of the stack objects to. */
export interface StackFinding extends Finding {
  /** The resource at fault; undefined if something is missing that belongs to no resource. */
  readonly resource?: ResourceView;
}

/** A rule on how resources fit together, as its author writes it. */
export interface StackRuleDefinition<Settings extends object> extends RuleMetadata {
  /** The rule's settings. @default - none besides its level and exemptions */
  readonly configuration?: RuleConfiguration<Settings>;
  /**
   * Returns what is wrong with a stack, by its resources' outputs. It isn't called for a stack without resources of the
   * rule's types. Pure: it sees nothing but its arguments.
   */
  readonly check: (stack: StackView, settings: Settings) => readonly StackFinding[];
}

/** A rule that looks at all resources of a stack, at the end of a preview or update. */
export function stackRule(definition: StackRuleDefinition<object> & { readonly configuration?: undefined }): Rule;
export function stackRule<Settings extends object>(
  definition: StackRuleDefinition<Settings> & { readonly configuration: RuleConfiguration<Settings> },
): Rule;
export function stackRule(definition: StackRuleDefinition<object>): Rule {
  const { configuration = NO_SETTINGS, check, ...metadata } = definition;
  return {
    ...metadata,
    kind: "stack",
    remediates: false,
    configuration,
    toPolicy: (run) => stackPolicy({ ...metadata, configuration, check }, run),
  };
}

type ConfiguredDefinition = StackRuleDefinition<object> & { readonly configuration: RuleConfiguration<object> };

/**
 * The policy of a stack rule. The SDK runs its resource part on the stack's own resource, with which every run begins;
 * there it registers the rule and its configuration with the shared pass, and forgets what an earlier run told.
 */
function stackPolicy(rule: ConfiguredDefinition, run: Run): StackValidationPolicy & ResourceValidationPolicy {
  const { pass, notes } = run;
  const register: ResourceValidation = (args) => {
    notes.clear();
    pass.register(rule.name, evaluation(rule, args.getConfig(), args.stackTags, run));
  };
  const validate: StackValidation = (args, report) => {
    const evaluate = evaluation(rule, args.getConfig(), args.stackTags, run);
    for (const { urn, remarks } of pass.reportsOf(rule.name, evaluate, args.resources)) {
      notes.count(remarks, rule.severity);
      reportAll(report, remarks, urn);
    }
  };
  return {
    ...sdkMetadata(rule),
    configSchema: sdkSchema(rule.configuration),
    validateResource: Object.assign(register, { __pulumiType: STACK_TYPE }),
    validateStack: Object.defineProperty(validate, "__pulumiType", {
      get: () => (pass.isClean(rule.name) ? NOTHING_FOUND : undefined),
    }),
  };
}

function evaluation(rule: ConfiguredDefinition, given: Given, tags: ReadonlyMap<string, string>, run: Run): Evaluation {
  const entry = configured(rule.configuration, given);
  return (index) => {
    if (index.ofTypes(rule.types).length === 0) return [];
    const root = index.root ?? NO_RESOURCE;
    const outcomes = outcomesOf(rule, index, new StackView(index, tags), entry.settings);
    const onEntry = [...renamed(rule.name, entry, run.notes), ...misconfigured(entry.problems)];
    return [{ urn: root.urn, remarks: onEntry }, ...reportsOn(outcomes, entry.exemptions, run)].filter(
      ({ remarks }) => remarks.length > 0,
    );
  };
}

const NO_RESOURCE: ResourceIdentity = { type: STACK_TYPE, urn: "", name: "stack" };

function reportsOn(outcomes: readonly Outcome[], exemptions: readonly Exemption[], run: Run): Report[] {
  return outcomes.map((outcome) => ({ urn: outcome.resource.urn, remarks: remarksOn(outcome, exemptions, run) }));
}

function outcomesOf(
  rule: ConfiguredDefinition,
  index: StackIndex,
  view: StackView,
  settings: object,
): readonly Outcome[] {
  const root = index.root ?? NO_RESOURCE;
  try {
    return byResource(rule.check(view, settings), view, root, index.ofTypes(rule.types));
  } catch (error) {
    return [{ resource: root, findings: [], unknown: [], failure: failureMessage(error) }];
  }
}

/**
 * One outcome for each resource that the rule checked. Those without a finding may have unknown properties or stale
 * exemptions.
 */
function byResource(
  findings: readonly StackFinding[],
  view: StackView,
  root: ResourceIdentity,
  checked: readonly PolicyResource[],
): Outcome[] {
  const at = findings.flatMap(({ resource }) => resource ?? []);
  const resources = new Map<string, ResourceIdentity>([...checked, ...at, root].map((each) => [each.urn, each]));
  return [...resources.values()].map((resource) => ({
    resource,
    findings: findings.filter((finding) => (finding.resource ?? root).urn === resource.urn),
    unknown: [...(view.unknownProperties.get(resource.urn) ?? [])],
  }));
}
