import type { PolicyConfigSchema } from "@pulumi/policy";
import { nearestNames } from "../../components/shared/nearest-name";
import { everywhere, type PerEnvironment } from "./environment";
import { EXEMPTION_LIST_SCHEMA, type Exemption } from "./exemptions";

/** JSON schema of one value. */
type ValueSchema = PolicyConfigSchema["properties"][string];

/** JSON schema of one setting; its default comes from {@link RuleConfiguration.defaults}. */
export type SettingSchema = Omit<ValueSchema, "default"> & { readonly description: string };

/** The settings of a rule, apart from its level and its exemptions, which all rules have. */
export interface RuleConfiguration<Settings extends object> {
  /** Schema and meaning of each setting. */
  readonly schema: { readonly [Name in keyof Settings]-?: SettingSchema };
  /** The settings in each environment's configuration file. */
  readonly defaults: PerEnvironment<Settings>;
  /** The settings of a run without a configuration file. @default those of production */
  readonly unconfigured?: Settings;
}

/** The configuration of a rule that has no settings besides its level and exemptions. */
export const NO_SETTINGS: RuleConfiguration<object> = { schema: {}, defaults: everywhere({}) };

/** The schema of a list of texts, none of which is empty. */
export function textList(description: string): SettingSchema {
  return { type: "array", items: { type: "string", minLength: 1 }, description };
}

/** Property of an entry that was moved from a rule's former name to the rule: that name. */
export const FORMER_NAME = "formerName";

/** A rule's entry in the configuration file. The SDK doesn't pass on the entry's level. */
export type Given = Readonly<Record<string, unknown>> & {
  readonly exempt?: readonly Exemption[];
  readonly [FORMER_NAME]?: string;
};

/** A rule's settings and exemptions in one run. */
export interface Configured {
  readonly settings: object;
  readonly exemptions: readonly Exemption[];
  /**
   * Problems for names in the configuration that the rule doesn't have, each with the likely name. The engine accepts
   * such names.
   */
  readonly problems: readonly string[];
  /** Former name of the rule, under which the configuration has its entry. @default none */
  readonly formerName?: string;
}

const EXEMPT = "exempt";

/** The schema by which the engine checks a rule's configuration. */
export function sdkSchema(configuration: RuleConfiguration<object>): PolicyConfigSchema {
  const defaults = new Map<string, unknown>(Object.entries(unconfigured(configuration)));
  const settings = settingsOf(configuration).map(([name, setting]): [string, ValueSchema] => [
    name,
    withDefault(setting, defaults.get(name)),
  ]);
  return { properties: { ...Object.fromEntries(settings), [EXEMPT]: EXEMPTION_LIST_SCHEMA } };
}

/** The schema of each setting, by its name. */
export function settingsOf({ schema }: RuleConfiguration<object>): readonly (readonly [string, SettingSchema])[] {
  return Object.entries(schema as Readonly<Record<string, SettingSchema>>);
}

function withDefault(setting: SettingSchema, value: unknown): ValueSchema {
  return value === undefined ? setting : { ...setting, default: value };
}

/** A rule's settings in a run. Settings that the run's configuration leaves out have their defaults. */
export function configured(configuration: RuleConfiguration<object>, given: Given): Configured {
  const { exempt: exemptions = [], [FORMER_NAME]: formerName, ...settings } = given;
  const names = Object.keys(configuration.schema);
  return {
    settings: { ...unconfigured(configuration), ...settings },
    exemptions,
    ...(formerName !== undefined && { formerName }),
    problems: Object.keys(settings)
      .filter((name) => !names.includes(name))
      .map((name) => unknownSetting(name, [...names, EXEMPT])),
  };
}

function unconfigured(configuration: RuleConfiguration<object>): object {
  return configuration.unconfigured ?? configuration.defaults.production;
}

function unknownSetting(name: string, known: readonly string[]): string {
  const nearest = nearestNames(name, known);
  const fix =
    nearest.length === 0
      ? `take it out, or use one of ${known.join(", ")}`
      : `did you mean ${nearest.map((each) => `"${each}"`).join(" or ")}?`;
  return `its configuration sets "${name}", which the rule doesn't have; ${fix}`;
}
