import type { z } from "zod";
import type { ArgumentProblems } from "../../components/shared/validation";

/** Keys of a configuration with their schemas. */
export type Keys = z.ZodRawShape;

/** Values of these keys, as users write them, with defaults filled in. */
export type SettingsOf<SomeKeys extends Keys> = Readonly<z.output<z.ZodObject<SomeKeys>>>;

/** A configuration as it was written, before anything was checked or filled in, by key without the namespace. */
export type WrittenSettings = Readonly<Record<string, unknown>>;

/**
 * Values that are right by themselves, with defaults filled in. A value that is wrong, or is left out and has no
 * default, is undefined; so is a wrong part of a group, and a wrong entry of a list of groups.
 */
export type RightSettings<Settings> = { readonly [Key in keyof Settings]?: RightPart<Settings[Key]> };

type RightPart<Value> = Value extends readonly (infer Entry extends object)[]
  ? readonly (Entry | undefined)[]
  : Value extends readonly unknown[]
    ? Value
    : Value extends object
      ? { readonly [Part in keyof Value]?: Value[Part] }
      : Value;

/** A configuration that is being checked: parts of it may be wrong. */
export interface Draft<Settings, Configuration> {
  /** For comparisons between keys: only right values are compared. */
  readonly right: RightSettings<Settings>;
  /**
   * For the functions that make components' arguments: the whole configuration. A wrong value is replaced by its
   * default, or else by its smallest value or its first example; a wrong entry of a list of groups is left out.
   */
  readonly configuration: Configuration;
  readonly written: WrittenSettings;
}

/**
 * A part of a stack: its keys, how they become the arguments of components, and what is created from them. The types
 * are what the section reads of the configuration, and needs of the parts that were created before it.
 */
export interface Section<SomeDraft, Settings, Configuration, Parts> {
  /** The section's own keys. */
  readonly keys: Keys;
  /** Values that follow from settings. In the configuration they stand beside the settings, or in their place. */
  readonly resolve?: (settings: Settings, stack: string) => object;
  /** Records what is wrong between values that are right each by itself, under their keys without the namespace. */
  readonly check?: (draft: SomeDraft, problems: ArgumentProblems) => void;
  /** Creates components, and returns them for the sections that come after. */
  readonly create?: (configuration: Configuration, parts: Parts) => object;
  /** Outputs of the stack. */
  readonly outputs?: (configuration: Configuration, parts: Parts) => object;
}

type SomeSection = Section<never, never, never, never>;

/** The intersection of a union's members. */
type All<Union> = (Union extends unknown ? (value: Union) => void : never) extends (value: infer Whole) => void
  ? Whole
  : never;

/** What a step of each section gives, where it has that step. */
type ResultsOf<SomeSections, Step extends string> =
  SomeSections extends Readonly<Record<Step, (...given: never) => infer Result>> ? Result : never;

/** The keys of all sections. */
export type KeysOf<Sections extends readonly SomeSection[]> =
  All<Sections[number]["keys"]> extends infer Whole extends Keys ? Whole : never;

/** The settings of all sections, and in their place what follows from them. */
export type ConfigurationOf<Sections extends readonly SomeSection[]> = Resolved<
  SettingsOf<KeysOf<Sections>>,
  All<ResultsOf<Sections[number], "resolve">>
>;

type Resolved<Settings, Following> = Readonly<Omit<Settings, keyof Following>> & Following;

/** Everything that the sections create. */
export type PartsOf<Sections extends readonly SomeSection[]> = All<ResultsOf<Sections[number], "create">>;

/** The outputs of all sections. */
export type OutputsOf<Sections extends readonly SomeSection[]> = All<ResultsOf<Sections[number], "outputs">>;

/** The sections that need a part which no section before them creates; never, where all are in order. */
export type TooEarly<Sections extends readonly unknown[], Created = unknown> = Sections extends readonly [
  infer First,
  ...infer Rest,
]
  ? First extends { readonly create: (configuration: never, parts: infer Needed) => infer Made }
    ? Created extends Needed
      ? TooEarly<Rest, Created & Made>
      : First
    : TooEarly<Rest, Created>
  : never;
