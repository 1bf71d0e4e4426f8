import { instanceProfile } from "./instance-profile";
import { policy } from "./policy";
import { role } from "./role";
import { rolePolicy } from "./role-policy";
import { rolePolicyAttachment } from "./role-policy-attachment";

export const IAM_TYPES = [role, rolePolicy, rolePolicyAttachment, policy, instanceProfile];
