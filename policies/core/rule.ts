import type { Policies, PolicyResourceOptions, Severity } from "@pulumi/policy";
import type { RuleConfiguration } from "./configuration";
import type { Levels } from "./environment";
import type { KeysOf } from "./key-table";
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

/** What is said about a rule, wherever it is shown. */
export interface RuleMetadata {
  /** Its name in configurations and messages: words with hyphens. */
  readonly name: string;
  /** What holds where the rule is kept, such as "Rollouts roll back by themselves". */
  readonly title: string;
  /** What is checked, in a sentence. */
  readonly description: string;
  /** What goes wrong where it is broken. */
  readonly why: string;
  /** How to mend it, with the properties to set. */
  readonly fix: string;
  readonly severity: Severity;
  /** Identifiers of the same check in other catalogues; none for what nobody else checks. */
  readonly identifiers?: Readonly<Partial<Record<Catalogue, readonly string[]>>>;
  /** Requirements of the product that it checks, such as `SC-1`. */
  readonly requirements?: readonly string[];
  /** Documents that the rule comes from. */
  readonly references?: readonly Reference[];
  /**
   * Type tokens of the resources that it looks at, aliases included (`aws:alb/listener:Listener` beside
   * `aws:lb/listener:Listener`). A rule of one type costs nothing on resources of others.
   */
  readonly types: readonly [string, ...string[]];
  readonly levels: Levels;
}

export interface Reference {
  readonly title: string;
  readonly url: string;
}

/** What a run of the pack has in common. */
export interface Run {
  /** The day, in UTC, as `2027-01-31`, by which exemptions expire. */
  readonly today: string;
  /** Which configuration keys a property comes from. */
  readonly keysOf: KeysOf;
  /** What all rules of the stack share. */
  readonly pass: SharedPass;
}

/** A rule of the pack. */
export interface Rule extends RuleMetadata {
  readonly kind: "resource" | "stack";
  /** Whether it can mend what it finds, at the level `remediate`. */
  readonly remediates: boolean;
  readonly configuration: RuleConfiguration<object>;
  /** The policy through which the SDK runs it. */
  toPolicy(run: Run): Policies[number];
}

/** What the SDK is told about a rule. */
export function sdkMetadata(rule: RuleMetadata) {
  return {
    name: rule.name,
    displayName: rule.title,
    description: rule.description,
    // Of a run without a configuration file: the strictest level, which never changes inputs in silence.
    enforcementLevel: rule.levels.production,
    severity: rule.severity,
    remediationSteps: rule.fix,
    ...(rule.references?.[0] !== undefined && { url: rule.references[0].url }),
    tags: [...(rule.requirements ?? [])],
  };
}
