import { z } from "zod";
import { MANAGED_POLICY_ARN } from "../../../../components/shared/arn";
import { group, oneOf, text } from "../../../configuration/schema/fields";

const changing = "takes effect within seconds, without a deployment";

/** One text or several, as IAM writes them. */
function texts(description: string, allowed: string, example: string) {
  return z
    .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
    .meta({ description, allowed, changing, examples: [example, [example]] });
}

const comparisons = z
  .record(z.string(), texts("Values to compare with.", "a text in quotes, or a list of them", "vpc-0123456789abcdef0"))
  .meta({
    description: "Condition keys and the values to compare them with.",
    allowed: "values in quotes by condition key",
    changing,
    examples: [{ "aws:SourceVpc": "vpc-0123456789abcdef0" }],
  });

const statement = group(
  {
    Sid: text(/^[A-Za-z0-9]+$/, {
      description: "Name of the statement, for people.",
      allowed: "letters and digits",
      changing,
      examples: ["Uploads"],
    }).optional(),
    Effect: oneOf(["Allow", "Deny"], {
      description: "Whether the actions are allowed, or forbidden whatever else allows them.",
      changing,
    }).default("Allow"),
    Action: texts("What the application may do.", "an action of a service, or a list of them", "s3:GetObject"),
    Resource: texts(
      "On what it may do so.",
      'an ARN, a list of ARNs, or "*" for actions that have no resources',
      "arn:aws:s3:::proofpix-uploads/*",
    ),
    Condition: z
      .record(z.string(), comparisons)
      .meta({
        description: "When it may.",
        allowed: "values in quotes by condition key, by operator",
        changing,
        examples: [{ StringEquals: { "aws:SourceVpc": "vpc-0123456789abcdef0" } }],
      })
      .optional(),
  },
  {
    description: "A statement of an IAM policy.",
    changing,
    examples: [{ Action: "s3:GetObject", Resource: "arn:aws:s3:::proofpix-uploads/*" }],
  },
);

export const taskPolicyStatements = z
  .array(statement)
  .meta({
    description:
      "What AWS services the application may call, in IAM's own words, besides what its queues and other parts of the environment need.",
    allowed: "a list of statements, each with Action and Resource",
    changing,
    examples: [[{ Action: ["s3:GetObject", "s3:PutObject"], Resource: "arn:aws:s3:::proofpix-uploads/*" }]],
  })
  .default([]);

export const taskPolicies = z
  .record(
    z
      .string()
      .regex(/^[A-Za-z0-9][\w-]*$/)
      .meta({ allowed: "letters, digits, hyphens and underscores", examples: ["translate"] }),
    text(MANAGED_POLICY_ARN, {
      description: "ARN of a managed policy.",
      allowed: "the ARN of a managed policy, AWS's or one of the account",
      changing,
      examples: ["arn:aws:iam::aws:policy/TranslateReadOnly"],
    }),
  )
  .meta({
    description: "Managed policies for the application, each under a name of your choice.",
    allowed: "ARNs of managed policies by name",
    changing,
    examples: [{ translate: "arn:aws:iam::aws:policy/TranslateReadOnly" }],
  })
  .default({});
