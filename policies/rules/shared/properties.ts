import { isKnownUnlike, type Finding, type Reader } from "../../core";

/**
 * Whether a text isn't set or is empty, as many outputs are that aren't set. A text that isn't known yet is neither.
 */
export function isBlank(reader: Reader, property: string): boolean {
  const text = reader.silent.string(property);
  return text.known && (text.value ?? "") === "";
}

/** The finding for a property that has to be set; none while nobody can tell whether it is. */
export function missing(resource: Reader, finding: Omit<Finding, "value">): Finding[] {
  return resource.isMissing(finding.property) ? [finding] : [];
}

/** A boolean property and the value that it must have. */
export interface Switch extends Pick<Finding, "property" | "problem"> {
  /** @default true */
  readonly wanted?: boolean;
  /** The default of AWS or its provider. @default false */
  readonly whenMissing?: boolean;
  /** @default `set <property>: <wanted>` */
  readonly fix?: string;
}

/** The finding for a boolean property with the wrong value; none while it isn't known. */
export function wrongSwitch(resource: Reader, { property, problem, ...details }: Switch): Finding[] {
  const { wanted = true, whenMissing = false, fix = `set ${property}: ${wanted}` } = details;
  const setting = resource.boolean(property);
  if (!setting.known || !isKnownUnlike(setting, wanted, whenMissing)) return [];
  return [
    {
      property: resource.path === "" ? property : `${resource.path}.${property}`,
      value: setting.value,
      problem,
      allowed: String(wanted),
      fix,
    },
  ];
}
