import { refuse } from "../../model/aws-error";
import type { CloudFunction } from "../../model/resource-type";
import { object, text, type Properties } from "../../model/values";
import { isScheduledForDeletion, secretNamed } from "./secret-lookup";

/** A secret's description by its name or ARN; one that is scheduled for deletion counts as gone. */
export const getSecret: CloudFunction = {
  token: "aws:secretsmanager/getSecret:getSecret",
  call: ({ args, region, cloud }) => {
    const asked = askedFor(args);
    const found = secretNamed(asked, region, cloud);
    if (found === undefined || isScheduledForDeletion(found)) {
      refuse("ResourceNotFoundException", `couldn't find resource: Secret '${asked}'`, "name, arn");
    }
    return {
      id: found.id,
      arn: found.id,
      createdDate: "",
      description: text(found.inputs, "description") ?? "",
      kmsKeyId: text(found.inputs, "kmsKeyId") ?? "",
      lastChangedDate: "",
      name: found.computed.name,
      policy: text(found.inputs, "policy") ?? "",
      region: found.region,
      tags: object(found.inputs, "tags") ?? {},
    };
  },
};

function askedFor({ arn, name }: Properties): string {
  const given = [arn, name].filter((value): value is string => typeof value === "string");
  const [only] = given;
  if (given.length === 1 && only !== undefined) return only;
  refuse("ValidationException", "one of `arn,name` must be specified, and not both", "arn, name");
}
