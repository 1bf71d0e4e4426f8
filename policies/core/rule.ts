import type { Policies, PolicyResourceOptions, Severity } from "@pulumi/policy";
import type { RuleConfiguration } from "./configuration";
import type { Levels } from "./environment";
import type { KeysOf } from "./key-table";
import type { RunNotes } from "./run-notes";
import type { SharedPass } from "./shared-pass";

export type { PolicyResourceOptions };

/** Catalogues in which others list the same check. */
export const CATALOGUES = {
  fsbp: "AWS Foundational Security Best Practices",
  cis: "CIS AWS Foundations Benchmark 7.0",
  checkov: "Checkov",
  trivy: "Trivy",
  cfnNag: "cfn_nag",
} as const;

export type Catalogue = keyof typeof CATALOGUES;

/** The description of a rule in configurations, messages and documents. */
export interface RuleMetadata {
  /** Its name in configurations and messages: words with hyphens. */
  readonly name: string;
  /**
   * Names that it had before, or that rules had of which it took a part. Configurations may still use them.
   * @default none
   */
  readonly formerNames?: readonly string[];
  /** The state that the rule demands, such as "Rollouts roll back by themselves". */
  readonly title: string;
  /** What is checked, in a sentence. */
  readonly description: string;
  /** What goes wrong if resources break it. */
  readonly why: string;
  /** The fix, with the properties to set. */
  readonly fix: string;
  readonly severity: Severity;
  /** Identifiers of the same check in other catalogues; none if no other catalogue has it. */
  readonly identifiers?: Readonly<Partial<Record<Catalogue, readonly string[]>>>;
  /** Requirements of the product that it checks, such as `SC-1`. */
  readonly requirements?: readonly string[];
  /** Documents on which the rule is based. */
  readonly references?: readonly Reference[];
  /**
   * Type tokens of the resources that the rule checks, with aliases (`aws:alb/listener:Listener` beside
   * `aws:lb/listener:Listener`). A rule of one type costs nothing on resources of others.
   */
  readonly types: readonly [string, ...string[]];
  readonly levels: Levels;
}

export interface Reference {
  readonly title: string;
  readonly url: string;
}

/** What all rules of one run share. */
export interface Run {
  /** The day, in UTC, as `2027-01-31`, by which exemptions expire. */
  readonly today: string;
  /** Looks up the configuration keys from which a property comes. */
  readonly keysOf: KeysOf;
  /** The pass that all rules of the stack share. */
  readonly pass: SharedPass;
  /** What the rules have told so far. */
  readonly notes: RunNotes;
}

/** A rule of the pack. */
export interface Rule extends RuleMetadata {
  readonly kind: "resource" | "stack";
  /** Whether it can mend resources at the level `remediate`. */
  readonly remediates: boolean;
  readonly configuration: RuleConfiguration<object>;
  /** Makes the policy with which the SDK runs the rule. */
  toPolicy(run: Run): Policies[number];
}

/** The metadata of a rule's policy for the SDK. */
export function sdkMetadata(rule: RuleMetadata) {
  return {
    name: rule.name,
    displayName: rule.title,
    description: rule.description,
    // The level of a run without a configuration file: production's, which is the strictest and never changes inputs.
    enforcementLevel: rule.levels.production,
    severity: rule.severity,
    remediationSteps: rule.fix,
    ...(rule.references?.[0] !== undefined && { url: rule.references[0].url }),
    tags: [...(rule.requirements ?? [])],
  };
}
