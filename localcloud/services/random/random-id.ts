import { randomBytes } from "node:crypto";
import type { Operation, ResourceType } from "../../model/resource-type";
import { number, text } from "../../model/values";
import { replacingKeepers, requireAtLeast, requireTextKeepers } from "./attributes";

/** Random bytes for unique names (hashicorp/terraform-provider-random, `random_id`); they are no secret. */
export const randomId: ResourceType = {
  type: "random:index/randomId:RandomId",
  isInStateOnly: true,
  replaceOnChanges: ["byteLength", "prefix"],
  conditionalReplaceOnChanges: replacingKeepers,
  rules: [
    requireByteLength,
    ({ inputs }) => {
      requireTextKeepers(inputs);
    },
  ],
  make: ({ inputs }) => {
    const bytes = randomBytes(number(inputs, "byteLength") ?? 0);
    const prefix = text(inputs, "prefix") ?? "";
    const hex = bytes.toString("hex");
    return {
      id: bytes.toString("base64url"),
      computed: {
        b64Std: prefix + bytes.toString("base64"),
        b64Url: prefix + bytes.toString("base64url"),
        dec: prefix + BigInt(`0x${hex}`).toString(),
        hex: prefix + hex,
      },
    };
  },
};

function requireByteLength({ inputs }: Operation): void {
  requireAtLeast(number(inputs, "byteLength") ?? 0, 1, "byte_length", "byteLength");
}
