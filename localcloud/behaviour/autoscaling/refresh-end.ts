import type { CloudResource } from "../../model/resource";
import type { Properties } from "../../model/values";
import type { RunningInstanceRefresh } from "../model/instance-refresh";
import type { InstancesDraft } from "./group-draft";
import type { GroupInHand } from "./group-in-hand";
import type { RefreshPreferences } from "./refresh-preferences";
import { launchedSettings, settingsOfRefresh } from "./refresh-start";

/** Ends a refresh, or a rollback, that has done its work: all of it, or that until its last checkpoint. */
export function endRefresh(refresh: RunningInstanceRefresh, isComplete: boolean, draft: InstancesDraft): void {
  const status = refresh.status === "RollbackInProgress" ? "RollbackSuccessful" : "Successful";
  finish(isComplete ? { ...refresh, percentageComplete: 100, instancesToUpdate: 0 } : refresh, status, draft);
}

/**
 * Ends a refresh that can't go on. With auto rollback, the group launches again what it did before, and what was
 * replaced is replaced again (Amazon EC2 Auto Scaling User Guide, "Undo changes with a manual or auto rollback").
 */
export function failRefresh(
  refresh: RunningInstanceRefresh,
  { rollsBack }: RefreshPreferences,
  { resource, settings }: GroupInHand,
  draft: InstancesDraft,
  statusReason: string,
): void {
  if (refresh.status === "RollbackInProgress") {
    finish({ ...refresh, statusReason }, "RollbackFailed", draft);
    return;
  }
  if (!rollsBack) {
    finish({ ...refresh, statusReason }, "Failed", draft);
    return;
  }
  const restored = withPreviousConfiguration(resource, refresh.previousConfiguration);
  draft.putGroup(restored);
  const known = draft.find("autoScalingGroup", settings.name) ?? { name: settings.name, region: settings.region };
  const remembered = { refreshedSettings: settingsOfRefresh(restored), launchedSettings: launchedSettings(restored) };
  draft.remember({ ...known, ...remembered });
  draft.putRefresh({ ...refresh, status: "RollbackInProgress", statusReason, progressAt: draft.now });
  tell(refresh, `is rolled back: ${statusReason}`, draft);
}

function withPreviousConfiguration(group: CloudResource, previous: string): CloudResource {
  return { ...group, inputs: { ...group.inputs, ...(JSON.parse(previous) as Properties) } };
}

function finish(
  refresh: RunningInstanceRefresh,
  status: RunningInstanceRefresh["status"],
  draft: InstancesDraft,
): void {
  draft.putRefresh({ ...refresh, status, endedAt: draft.now });
  tell(refresh, `ended: ${status}${refresh.statusReason === undefined ? "" : ` (${refresh.statusReason})`}`, draft);
}

function tell({ id, autoScalingGroupName }: RunningInstanceRefresh, what: string, draft: InstancesDraft): void {
  draft.tell({ source: "autoscaling", subject: autoScalingGroupName, message: `Instance refresh ${id} ${what}` });
}
