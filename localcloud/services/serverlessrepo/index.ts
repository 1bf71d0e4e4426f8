import { modelled } from "../../limits/wording";
import type { CloudService } from "../../model/resource-type";
import { cloudFormationStack } from "./cloudformation-stack";

export const SERVERLESSREPO: CloudService = {
  types: [cloudFormationStack],
  wordings: { serverlessrepo: modelled("BadRequestException") },
};
