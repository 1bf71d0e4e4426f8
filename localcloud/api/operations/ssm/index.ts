import { AwsError } from "../../../model/aws-error";
import { text, texts, type Properties } from "../../../model/values";
import { arn } from "../../../model/identifiers";
import { publicParameter } from "../../../services/ssm/get-parameter";
import { reading, type ServiceOperations } from "../../operation";

/** Operations of AWS Systems Manager: the public parameters of AWS, since the account has none of its own. */
export const SSM_OPERATIONS: ServiceOperations = {
  GetParameter: reading(({ input, region }) => {
    const parameter = parameterForm(text(input, "Name") ?? "", region);
    if (parameter === undefined) throw new AwsError("ParameterNotFound", "");
    return { Parameter: parameter };
  }),
  GetParameters: reading(({ input, region }) => {
    const names = texts(input, "Names");
    return {
      Parameters: names.flatMap((name) => parameterForm(name, region) ?? []),
      InvalidParameters: names.filter((name) => parameterForm(name, region) === undefined),
    };
  }),
};

function parameterForm(name: string, region: string): Properties | undefined {
  const Value = publicParameter(name, region);
  if (Value === undefined) return undefined;
  const ARN = arn("ssm", region, "", `parameter${name}`);
  return { Name: name, Type: "String", Value, Version: 1, LastModifiedDate: 0, ARN, DataType: "text" };
}
