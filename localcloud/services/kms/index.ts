import { alias } from "./alias";
import { key } from "./key";

export const KMS_TYPES = [key, alias];
