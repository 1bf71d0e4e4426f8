/** A resource of a stack, as a test describes it. */
export interface TestResource {
  readonly type: string;
  readonly name: string;
  /** Inputs, or outputs for rules of the stack; {@link UNKNOWN} and {@link secret} may stand anywhere in them. */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly options: TestResourceOptions;
}

export interface TestResourceOptions {
  readonly protect?: boolean;
  readonly ignoreChanges?: readonly string[];
  readonly deleteBeforeReplace?: boolean;
  readonly parent?: TestResource;
  /** Resources whose outputs went into a property, by the property's name. */
  readonly dependencies?: Readonly<Record<string, readonly TestResource[]>>;
  /** Whether it is a component, which has no provider. @default false */
  readonly component?: boolean;
}

/** Makes a resource of the given type. */
export function resource(
  type: string,
  name: string,
  properties: TestResource["properties"] = {},
  options: TestResourceOptions = {},
): TestResource {
  return { type, name, properties, options };
}

/** A value that isn't known in a preview, as the engine sends it. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Whether any of a resource's values isn't known. */
export function hasUnknown({ properties }: TestResource): boolean {
  return holds(properties, UNKNOWN);
}

function holds(value: unknown, text: string): boolean {
  return typeof value === "object" && value !== null
    ? Object.values(value).some((each) => holds(each, text))
    : value === text;
}

/** Signature by which the engine marks special values, and that of secrets. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";

/** A secret value, as the engine sends it. Rules get it in plain text, and no message may show it. */
export function secret(value: unknown): unknown {
  return { [SIGNATURE]: SECRET_SIGNATURE, value };
}

/** The texts of all secrets in a value. */
export function secretTexts(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const record = value as Record<string, unknown>;
  if (record[SIGNATURE] === SECRET_SIGNATURE) return [String(record.value)];
  return Object.values(record).flatMap(secretTexts);
}
