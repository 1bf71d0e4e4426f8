import type { Reader } from "../../core";

/**
 * The values at a path in which `[]` stands for each element of a list, `{}` for each entry of an object, and `#` for
 * the content of a JSON text: `containerDefinitions#[].environment`.
 */
export function readersAt(reader: Reader, path: string): readonly Reader[] {
  const [, before, step, after = ""] = /^(.*?)(\[\]|\{\}|#)\.?(.*)$/.exec(path) ?? [];
  if (before === undefined || step === undefined) return [path === "" ? reader : reader.at(path)];
  return stepped(reader, before, step).flatMap((each) => readersAt(each, after));
}

function stepped(reader: Reader, path: string, step: string): readonly Reader[] {
  if (step === "#") return [reader.json(path)];
  return step === "[]" ? reader.each(path) : reader.entries(path).map(([, value]) => value);
}

/** The path of a property of the object at a path, which is empty for the resource itself. */
export function joined(path: string, property: string): string {
  return path === "" ? property : `${path}.${property}`;
}
