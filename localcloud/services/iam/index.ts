import { modelled } from "../../limits/wording";
import type { CloudService } from "../../model/resource-type";
import { instanceProfile } from "./instance-profile";
import { openIdConnectProvider } from "./open-id-connect-provider";
import { policy } from "./policy";
import { role } from "./role";
import { rolePolicy, rolePolicyAttachment } from "./role-policy";

export const IAM: CloudService = {
  types: [role, rolePolicy, rolePolicyAttachment, policy, instanceProfile, openIdConnectProvider],
  wordings: { iam: modelled("ValidationError") },
};
