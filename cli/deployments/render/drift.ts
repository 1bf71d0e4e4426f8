import type { DriftedResource } from "../../../automation/drift/drift";
import { table } from "../../../tools/shared/table";
import { NOTHING } from "./words";

/** Resources that drifted, with the properties that differ. */
export function driftTable(drifted: readonly DriftedResource[]): string {
  return table(
    ["resource", "type", "drift", "properties"],
    drifted.map(({ name, type, drift, properties }) => [name, type, drift, properties.join(", ") || NOTHING]),
  );
}
