import type { Reference } from "../../model/resource-type";

export const INSTANCE_PROFILE = "aws:iam/instanceProfile:InstanceProfile";

/** Inputs that name an instance profile by its name or its ARN; IAM lets a profile go while others name it. */
export function instanceProfileReferences(nameInput: string, arnInput: string): Reference[] {
  return [
    {
      input: nameInput,
      to: [INSTANCE_PROFILE],
      missing: {
        code: "InvalidParameterValue",
        message: (name) =>
          `Value (${name}) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name`,
      },
    },
    {
      input: arnInput,
      to: [INSTANCE_PROFILE],
      by: "arn",
      missing: {
        code: "InvalidParameterValue",
        message: (profileArn) =>
          `Value (${profileArn}) for parameter iamInstanceProfile.arn is invalid. Invalid IAM Instance Profile ARN`,
      },
    },
  ];
}
