import type { Properties } from "../model/values";

/** Inputs with their JSON documents parsed. */
export interface OpenedInputs {
  readonly inputs: Properties;
  /** Documents that aren't JSON. */
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[];
}

/** Parses the inputs that hold JSON text; what can't be read counts as not known. */
export function openDocuments(inputs: Properties, documents: readonly string[]): OpenedInputs {
  const unreadable: { path: string; reason: string }[] = [];
  const parsed: Record<string, unknown> = {};
  for (const path of documents) {
    const text = inputs[path];
    if (typeof text !== "string") continue;
    try {
      parsed[path] = JSON.parse(text);
    } catch (error) {
      parsed[path] = undefined;
      unreadable.push({ path, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return { inputs: { ...inputs, ...parsed }, unreadable };
}
