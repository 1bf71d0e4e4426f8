import { omitted } from "../../omitted";
import type { ServiceDraft } from "./draft";
import { ofService } from "./begin";
import { closed, finish } from "./finish";

const DELETED = "Service deployment stopped because the service was deleted.";

/** A deleted service wants no tasks; once the last has stopped, nothing of it is kept. */
export function endService(draft: ServiceDraft): void {
  const { deployment } = draft;
  if (deployment !== undefined)
    finish(draft, closed(draft, { ...deployment, status: "STOPPED", statusReason: DELETED }));
  if (draft.service.inputs !== undefined) draft.service = omitted(draft.service, "inputs", "activeRevisionArn");
  draft.want([]);
  if (draft.activeRevisions().length > 0) return;
  const { running } = draft.look.situation;
  const { arn } = draft.service;
  for (const { arn: id } of ofService(running, "serviceDeployment", arn)) draft.remove("serviceDeployment", id);
  for (const { arn: id } of ofService(running, "serviceRevision", arn)) draft.remove("serviceRevision", id);
  draft.remove("service", arn);
}
