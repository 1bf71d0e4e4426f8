import { modelled } from "../../limits/wording";
import type { CloudService } from "../../model/resource-type";
import { alias } from "./alias";
import { key } from "./key";

export const KMS: CloudService = { types: [key, alias], wordings: { kms: modelled("ValidationException") } };
