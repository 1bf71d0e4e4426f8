import { described } from "../../automation/engine/destructive-changes";
import { isChange, nameOf } from "../../automation/engine/operation";
import type { StateDifference } from "../../automation/rollback/comparison";
import { isUnexplained } from "../../automation/rollback/comparison";
import type { ReturnPreview } from "../../automation/rollback/rollback";
import { table } from "../../tools/shared/table";

/** What a return is about to change: first what would destroy data, then everything as a table. */
export function returnPlan({ plan, result, destructive }: ReturnPreview): string {
  const { release, configuration, programNote, source } = plan;
  const changes = result.operations.filter(
    (operation) => isChange(operation) && !operation.type.startsWith("proofpix:"),
  );
  const rows = changes.map((operation) => [
    operation.kind,
    nameOf(operation),
    operation.type,
    operation.changes.join(", "),
  ]);
  return [
    `return to ${release.name} of ${release.startedAt}`,
    `program: ${source.commit?.slice(0, 12) ?? "the one that is here"}${programNote === undefined ? "" : `; ${programNote}`}`,
    `configuration: ${configuration.keys.length === 0 ? "as it is" : configuration.keys.join(", ")}`,
    ...destructive.map((change) => `${change.isAllowed ? "destroys" : "REFUSED, would destroy"}: ${described(change)}`),
    changes.length === 0 ? "nothing changes" : table(["change", "resource", "type", "properties"], rows),
  ].join("\n");
}

/** How the state differs from the checkpoint of the release: what nothing explains first, the rest by reason. */
export function comparison(differences: readonly StateDifference[]): string {
  if (differences.length === 0) return "the state is that of the release's checkpoint: no difference";
  const unexplained = differences.filter(isUnexplained).map((each) => `  unexplained: ${placeOf(each)}`);
  const reasons = [...new Set(differences.flatMap(({ reason }) => reason ?? []))].map((reason) => {
    const count = differences.filter((each) => each.reason === reason).length;
    return `  ${count} × ${reason}`;
  });
  const count = differences.length === 1 ? "1 difference" : `${differences.length} differences`;
  return [`${count} from the release's checkpoint:`, ...unexplained, ...reasons].join("\n");
}

function placeOf({ urn, path }: StateDifference): string {
  return path === undefined ? nameOf({ urn }) : `${nameOf({ urn })}, ${path}`;
}
