import { MANDATORY_FROM_STAGING, resourceRule } from "../core";

/** What is wrong with each type of resource that gives permanent access. */
const LASTING: Readonly<Record<string, string>> = {
  "aws:iam/user:User": "an IAM user has credentials that last until somebody thinks of them",
  "aws:iam/accessKey:AccessKey": "an access key lasts until somebody thinks of it, and stands in Pulumi's state",
  "aws:iam/userLoginProfile:UserLoginProfile": "an IAM user's password lasts until somebody thinks of it",
  "aws:lightsail/bucketAccessKey:BucketAccessKey":
    "an access key lasts until somebody thinks of it, and stands in Pulumi's state",
};

export const noPermanentCredentials = resourceRule({
  name: "no-permanent-credentials",
  formerNames: ["no-iam-users"],
  title: "No IAM users and no permanent keys",
  description: "There are no IAM users, and no passwords and access keys that last.",
  why: "A permanent credential works for whoever finds it, years later and from anywhere.",
  fix:
    "Let people sign in through IAM Identity Center, programs have roles, and continuous integration assume a role by " +
    "OpenID Connect.",
  severity: "high",
  identifiers: { cis: ["2.13"], checkov: ["CKV_AWS_273"] },
  requirements: ["SE-4"],
  references: [
    {
      title: "AWS Identity and Access Management User Guide, Security best practices in IAM",
      url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
    },
  ],
  types: Object.keys(LASTING) as [string, ...string[]],
  levels: MANDATORY_FROM_STAGING,
  check({ type }) {
    const problem = LASTING[type];
    if (problem === undefined) return [];
    return [
      {
        property: "type",
        value: type,
        problem,
        allowed: "roles, which give credentials for hours",
        fix: "use a role, assumed through IAM Identity Center, an AWS service or OpenID Connect",
      },
    ];
  },
});
