import type { ReportViolation, ResourceValidationArgs, ResourceValidationPolicy } from "@pulumi/policy";
import { configured, NO_SETTINGS, sdkSchema, type Given, type RuleConfiguration } from "./configuration";
import { exemptionState } from "./exemptions";
import type { Finding } from "./finding";
import { failureMessage, misconfigured, remarksOn, renamed, type Outcome } from "./outcome";
import { remedied, type Remedy } from "./remedy";
import { reportAll } from "./reporter";
import { ResourceView } from "./resource-view";
import { sdkMetadata, type Rule, type RuleMetadata, type Run } from "./rule";
import { typeFilter } from "./type-filter";

/** A rule on single resources, as its author writes it. */
export interface ResourceRuleDefinition<Settings extends object> extends RuleMetadata {
  /** The rule's settings. @default - none besides its level and exemptions */
  readonly configuration?: RuleConfiguration<Settings>;
  /** Returns what is wrong with a resource, by its inputs. Pure: it sees nothing but its arguments. */
  readonly check: (resource: ResourceView, settings: Settings) => readonly Finding[];
  /**
   * Mends a resource, so that `check` finds nothing more; runs only at the level `remediate`. Only for fixes that are
   * safe and obvious. @default - the rule only reports
   */
  readonly remedy?: Remedy<Settings>;
}

/** A rule that looks at one resource at a time, before the engine creates or updates it. */
export function resourceRule(definition: ResourceRuleDefinition<object> & { readonly configuration?: undefined }): Rule;
export function resourceRule<Settings extends object>(
  definition: ResourceRuleDefinition<Settings> & { readonly configuration: RuleConfiguration<Settings> },
): Rule;
export function resourceRule(definition: ResourceRuleDefinition<object>): Rule {
  const { configuration = NO_SETTINGS, check, remedy, ...metadata } = definition;
  return {
    ...metadata,
    kind: "resource",
    remediates: remedy !== undefined,
    configuration,
    toPolicy: (run) => resourcePolicy({ ...metadata, configuration, check, remedy }, run),
  };
}

type ConfiguredDefinition = ResourceRuleDefinition<object> & { readonly configuration: RuleConfiguration<object> };

function resourcePolicy(rule: ConfiguredDefinition, run: Run): ResourceValidationPolicy {
  const { applies, marked } = typeFilter(rule.types);
  const { remedy } = rule;
  return {
    ...sdkMetadata(rule),
    configSchema: sdkSchema(rule.configuration),
    validateResource: marked((args: ResourceValidationArgs, report: ReportViolation) => {
      // `notApplicable` would throw: on 1,000 resources that took a third of all rules' time.
      if (!applies(args.type)) return;
      const entry = configured(rule.configuration, args.getConfig<Given>());
      const remarks = [
        ...renamed(rule.name, entry, run.notes),
        ...misconfigured(entry.problems),
        ...remarksOn(outcomeOf(rule, args, entry.settings), entry.exemptions, run),
      ];
      run.notes.count(remarks, rule.severity);
      reportAll(report, remarks, args.urn);
    }),
    ...(remedy !== undefined && {
      remediateResource: marked((args: ResourceValidationArgs) => {
        if (!applies(args.type)) return undefined;
        const { settings, exemptions } = configured(rule.configuration, args.getConfig<Given>());
        const exempt = exemptionState(exemptions, args, run.today).kind === "active";
        return exempt ? undefined : remedied(remedy, args, settings);
      }),
    }),
  };
}

function outcomeOf(rule: ConfiguredDefinition, resource: ResourceValidationArgs, settings: object): Outcome {
  const unknown = new Set<string>();
  const view = new ResourceView(resource, resource.stackTags, (path) => unknown.add(path));
  try {
    return { resource, findings: rule.check(view, settings), unknown: [...unknown] };
  } catch (error) {
    return { resource, findings: [], unknown: [...unknown], failure: failureMessage(error) };
  }
}
