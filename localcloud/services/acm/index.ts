import { modelled } from "../../limits/wording";
import type { CloudService } from "../../model/resource-type";
import { certificate } from "./certificate";
import { certificateValidation } from "./certificate-validation";

export const ACM: CloudService = {
  types: [certificate, certificateValidation],
  wordings: { acm: modelled("ValidationException") },
};
