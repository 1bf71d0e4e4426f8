/** Properties as the provider protocol carries them: JSON, camel case, secrets already opened by the engine. */
export type Properties = Readonly<Record<string, unknown>>;

/** The text at a path such as `healthCheck.path`; undefined where there is none. */
export function text(properties: Properties, path: string): string | undefined {
  const value = valueAt(properties, path);
  return typeof value === "string" ? value : undefined;
}

/** The number at a path; text that is a number counts, since Pulumi's AWS provider takes some numbers as text. */
export function number(properties: Properties, path: string): number | undefined {
  const value = valueAt(properties, path);
  if (typeof value === "number") return value;
  return typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value)) ? Number(value) : undefined;
}

/** The boolean at a path. */
export function flag(properties: Properties, path: string): boolean | undefined {
  const value = valueAt(properties, path);
  return typeof value === "boolean" ? value : undefined;
}

/** The object at a path. */
export function object(properties: Properties, path: string): Properties | undefined {
  const value = valueAt(properties, path);
  return isProperties(value) ? value : undefined;
}

/** The list of objects at a path; empty where there is none. */
export function objects(properties: Properties, path: string): Properties[] {
  return list(properties, path).filter(isProperties);
}

/** The list of texts at a path; empty where there is none. */
export function texts(properties: Properties, path: string): string[] {
  return list(properties, path).filter((value): value is string => typeof value === "string");
}

/**
 * Every value that a path with lists reaches, each with its concrete path: `defaultActions[].targetGroupArn` gives
 * `defaultActions[0].targetGroupArn`, `defaultActions[1].targetGroupArn`, …
 */
export function valuesAt(properties: Properties, path: string): { path: string; value: unknown }[] {
  const steps = path.split(".").flatMap((step) => (step.endsWith("[]") ? [step.slice(0, -2), "[]"] : [step]));
  return steps.reduce<{ path: string; value: unknown }[]>(
    (reached, step) => reached.flatMap((at) => descend(at, step)),
    [{ path: "", value: properties }],
  );
}

function descend(at: { path: string; value: unknown }, step: string): { path: string; value: unknown }[] {
  if (step === "[]") {
    if (!Array.isArray(at.value)) return [];
    return at.value.map((value: unknown, index) => ({ path: `${at.path}[${index}]`, value }));
  }
  if (!isProperties(at.value) || at.value[step] === undefined || at.value[step] === null) return [];
  return [{ path: at.path === "" ? step : `${at.path}.${step}`, value: at.value[step] }];
}

function list(properties: Properties, path: string): unknown[] {
  const value = valueAt(properties, path);
  return Array.isArray(value) ? value : [];
}

/** The value at a path; the first one where it has lists. Worlds read so many that a plain path is walked by itself. */
function valueAt(properties: Properties, path: string): unknown {
  if (!path.includes(".") && !path.includes("[")) return properties[path] ?? undefined;
  return path.includes("[]") ? valuesAt(properties, path)[0]?.value : walked(properties, path);
}

function walked(properties: Properties, path: string): unknown {
  let value: unknown = properties;
  for (const step of path.split(".")) {
    if (!isProperties(value)) return undefined;
    value = value[step];
  }
  return value ?? undefined;
}

/** Whether a value is an object with keys. */
export function isProperties(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
