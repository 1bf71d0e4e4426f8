import { arn } from "../../model/arn";
import { refuse } from "../../model/aws-error";
import type { CloudFunction } from "../../model/resource-type";
import { text } from "../../model/values";
import { publicParameter } from "./public-parameters";

/**
 * AWS's public parameters that the local cloud has; the account has none of its own. The value is no secret: Pulumi's bridge
 * hands on what its functions answer in the clear (pulumi-terraform-bridge, `Provider.Invoke`).
 */
export const getParameter: CloudFunction = {
  token: "aws:ssm/getParameter:getParameter",
  call: ({ args, region }) => {
    const name = text(args, "name") ?? "";
    const value = publicParameter(name, region);
    if (value === undefined) {
      refuse("ParameterNotFound", `Systems Manager Parameter (${name}) not found`, "name");
    }
    return {
      id: name,
      arn: arn("ssm", region, "", `parameter${name}`),
      insecureValue: value,
      name,
      region,
      type: "String",
      value,
      version: 1,
      withDecryption: args.withDecryption ?? true,
    };
  },
};
