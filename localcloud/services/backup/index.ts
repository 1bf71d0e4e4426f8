import { always, demandOf, memberPath } from "../../limits/wording";
import type { LimitRefusal } from "../../model/limits";
import type { CloudService } from "../../model/resource-type";
import { plan } from "./plan";
import { recoveryPoint } from "./recovery-point";
import { selection } from "./selection";
import { vault } from "./vault";
import { vaultLockConfiguration } from "./vault-lock";
import { vaultNotifications } from "./vault-notifications";
import { vaultPolicy } from "./vault-policy";

export const BACKUP: CloudService = {
  types: [vault, vaultPolicy, vaultLockConfiguration, vaultNotifications, plan, selection, recoveryPoint],
  wordings: { backup: { code: always("InvalidParameterValueException"), message } },
};

function message(refusal: LimitRefusal): string {
  return `Invalid parameter value at '${memberPath(refusal)}': Member ${demandOf(refusal.violation)}`;
}
