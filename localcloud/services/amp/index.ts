import { modelled } from "../../limits/wording";
import type { CloudService } from "../../model/resource-type";
import { alertManagerDefinition } from "./alert-manager-definition";
import { ruleGroupNamespace } from "./rule-group-namespace";
import { workspace } from "./workspace";

export const AMP: CloudService = {
  types: [workspace, ruleGroupNamespace, alertManagerDefinition],
  wordings: { amp: modelled("ValidationException") },
};
