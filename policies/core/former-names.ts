import type { Policies, PolicyConfigSchema } from "@pulumi/policy";
import { AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import { EnforcementLevel, type ConfigureAnalyzerRequest, type PolicyConfig } from "@pulumi/pulumi/proto/analyzer_pb";
import { FORMER_NAME, settingsOf } from "./configuration";
import { EXEMPTIONS_SCHEMA } from "./exemptions";
import type { Rule } from "./rule";

/** A placeholder that nobody configures: its level tells whether a configuration sets one for all policies. */
const LEVEL_OF_ALL = "former-names";

/** Every name that rules had before and no rule has now, with the rules that do what it did. */
function formerNames(rules: readonly Rule[]): ReadonlyMap<string, readonly Rule[]> {
  const successors = new Map<string, Rule[]>();
  for (const rule of rules) {
    for (const name of rule.formerNames ?? []) successors.set(name, [...(successors.get(name) ?? []), rule]);
  }
  for (const { name } of rules) successors.delete(name);
  return successors;
}

/**
 * Policies with the former names, which check nothing. With them the engine accepts entries of a configuration that
 * have those names, even without a level.
 */
export function formerPolicies(rules: readonly Rule[]): Policies {
  const former = [...formerNames(rules)];
  if (former.length === 0) return [];
  return [
    ...former.map(([name, successors]) => {
      const names = successors.map((rule) => rule.name).join(" and ");
      return placeholder(name, `Former name of ${names}, for which its configuration counts.`);
    }),
    placeholder(LEVEL_OF_ALL, "Former names of rules, whose configuration still counts."),
  ];
}

/** A type that no resource has: with it, the SDK skips a policy. */
const NO_TYPE = "none, since the policy only keeps a name";

const SCHEMA: PolicyConfigSchema = { properties: { exempt: EXEMPTIONS_SCHEMA } };

/** Its level is one that nobody gives to what can mend nothing, so that a level of the configuration shows. */
function placeholder(name: string, description: string): Policies[number] {
  return {
    name,
    description,
    enforcementLevel: "remediate",
    configSchema: SCHEMA,
    validateResource: Object.assign(() => undefined, { __pulumiType: NO_TYPE }),
  };
}

/**
 * Makes the SDK, which knows a policy's configuration by its name alone, read what a configuration says under the
 * former names of the rules. Call it before `new PolicyPack`.
 */
export function acceptFormerNames(rules: readonly Rule[]): void {
  const { configure } = AnalyzerService;
  const deserialize = configure.requestDeserialize;
  configure.requestDeserialize = (bytes) => underPresentNames(deserialize(bytes), rules);
}

/**
 * Moves what a configuration says under a former name to the rules that do what it did: their exemptions are added,
 * level and settings take the place of theirs.
 */
export function underPresentNames(request: ConfigureAnalyzerRequest, rules: readonly Rule[]): ConfigureAnalyzerRequest {
  const entries = request.getPolicyconfigMap();
  const ofAll = entries.get(LEVEL_OF_ALL)?.getEnforcementlevel() ?? EnforcementLevel.REMEDIATE;
  for (const [formerName, successors] of formerNames(rules)) {
    const given = entries.get(formerName);
    if (given === undefined) continue;
    if (isConfigured(given, ofAll)) {
      for (const rule of successors) move(given, entries.get(rule.name), { rule, formerName, ofAll });
    }
    given.setEnforcementlevel(EnforcementLevel.DISABLED);
  }
  entries.get(LEVEL_OF_ALL)?.setEnforcementlevel(EnforcementLevel.DISABLED);
  return request;
}

function isConfigured(given: PolicyConfig, ofAll: EnforcementLevel): boolean {
  return given.getEnforcementlevel() !== ofAll || Object.keys(settingsIn(given)).length > 0;
}

interface Move {
  readonly rule: Rule;
  readonly formerName: string;
  readonly ofAll: EnforcementLevel;
}

function move(from: PolicyConfig, to: PolicyConfig | undefined, { rule, formerName, ofAll }: Move): void {
  const properties = to?.getProperties();
  if (to === undefined || properties === undefined) return;
  const { exempt: added = [], ...settings } = settingsIn(from);
  const { exempt: present = [], ...others } = settingsIn(to);
  const known = settingsOf(rule.configuration).map(([name]) => name);
  const own = Object.fromEntries(Object.entries(settings).filter(([name]) => known.includes(name)));
  const moved = { ...others, ...own, exempt: [present, added].flat(), [FORMER_NAME]: formerName };
  const { fromJavaScript } = properties.constructor as unknown as {
    fromJavaScript: (values: object) => typeof properties;
  };
  to.setProperties(fromJavaScript(moved));
  if (from.getEnforcementlevel() !== ofAll) to.setEnforcementlevel(from.getEnforcementlevel());
}

function settingsIn(entry: PolicyConfig): Readonly<Record<string, unknown>> {
  return entry.getProperties()?.toJavaScript() ?? {};
}
