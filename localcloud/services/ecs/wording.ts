import { modelMessage } from "../../limits/wording";
import type { Wording } from "../../model/limits";

/** Amazon ECS refuses task definitions with ClientException and other requests with InvalidParameterException. */
export const ECS_WORDING: Wording = {
  code: ({ operation }) => (operation === "RegisterTaskDefinition" ? "ClientException" : "InvalidParameterException"),
  message: modelMessage,
};
