import { modelMessage } from "../../limits/wording";
import type { Wording } from "../../model/limits";

/**
 * S3 checks words against the schema of its XML before it looks at values (Amazon S3 API Reference, "Error responses").
 */
export const S3_WORDING: Wording = {
  code: ({ violation: { demand } }) => (demand === "enum" || demand === "present" ? "MalformedXML" : "InvalidArgument"),
  message: modelMessage,
};
