import { certificate } from "./certificate";
import { certificateValidation } from "./certificate-validation";

export const ACM_TYPES = [certificate, certificateValidation];
