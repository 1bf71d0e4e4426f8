import { trustPoliciesConfined as rule } from "../../../policies/rules/trust-policies-confined";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { of, set, trustOf } from "../support/mutation";

const GITHUB = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com";
const SUB = "token.actions.githubusercontent.com:sub";
const AUD = "token.actions.githubusercontent.com:aud";
const EKS = "oidc.eks.eu-central-1.amazonaws.com/id/ABC";

function role(statement: object): TestResource {
  const document = { Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", ...statement }] };
  return resource("aws:iam/role:Role", "deployer", { assumeRolePolicy: JSON.stringify(document) });
}

function github(condition?: object): TestResource {
  return role({ Principal: { Federated: GITHUB }, Condition: condition });
}

/** A role for everybody with a token of the issuer for an audience. */
function web(issuer: string, audience: string): TestResource {
  return role({
    Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${issuer}` },
    Condition: { StringEquals: { [`${issuer}:aud`]: audience } },
  });
}

const AT = "deployer: assumeRolePolicy.Statement[0]";

describeRule(rule, {
  accepts: {
    "a service": { given: role({ Principal: { Service: "ecs-tasks.amazonaws.com" } }) },
    "an account": { given: role({ Principal: { AWS: "arn:aws:iam::123456789012:root" } }) },
    "everybody of an organization": {
      given: role({ Principal: { AWS: "*" }, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-example" } } }),
    },
    "a repository of GitHub": {
      given: github({ StringEquals: { [AUD]: "sts.amazonaws.com" }, StringLike: { [SUB]: "repo:proofpix/web:*" } }),
    },
    "a service account of Kubernetes": {
      given: role({
        Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${EKS}` },
        Condition: { StringEquals: { [`${EKS}:sub`]: "system:serviceaccount:web:web" } },
      }),
    },
    "an identity pool of Cognito": {
      given: role({
        Principal: { Federated: "cognito-identity.amazonaws.com" },
        Condition: { StringEquals: { "cognito-identity.amazonaws.com:aud": "eu-central-1:pool" } },
      }),
    },
    "an application, by a provider of the company's own": { given: web("acme.okta.com/oauth2/default", "0oa1") },
    "the company's directory": {
      given: role({ Principal: { Federated: "arn:aws:iam::123456789012:saml-provider/directory" } }),
    },
    "to deny it to everybody": { given: role({ Effect: "Deny", Principal: "*" }) },
  },
  refuses: {
    everybody: { given: role({ Principal: "*" }), violations: [`${AT}.Principal is "*"`] },
    "everybody, written as accounts": {
      given: role({ Principal: { AWS: ["*"] }, Condition: { StringEquals: { "sts:ExternalId": "1" } } }),
      violations: [`${AT}.Principal is "*"`],
    },
    "every repository of GitHub": {
      given: github({ StringEquals: { [AUD]: "sts.amazonaws.com" } }),
      violations: [`${AT}.Condition is ["${AUD} = sts.amazonaws.com"]`],
    },
    "a condition that also holds without the claim": {
      given: github({ StringLikeIfExists: { [SUB]: "repo:proofpix/web:*" } }),
      violations: [`${AT}.Condition`],
    },
    "all but one repository": {
      given: github({ StringNotEquals: { [SUB]: "repo:proofpix/web:*" } }),
      violations: [`${AT}.Condition`],
    },
  },
  boundaries: {
    "all repositories of an owner": { given: github({ StringLike: { [SUB]: "repo:proofpix/*" } }) },
    "all owners": { given: github({ StringLike: { [SUB]: "repo:*/web:*" } }), violations: [`${AT}.Condition`] },
    "an audience of a provider that signs for everybody": {
      given: web("gitlab.com", "https://gitlab.com"),
      violations: [`${AT}.Condition is ["gitlab.com:aud = https://gitlab.com"]`],
    },
    "one subject that is named, and one that isn't": {
      given: github({ StringLike: { [SUB]: ["repo:proofpix/web:*", "*"] } }),
      violations: [`${AT}.Condition`],
    },
  },
  missing: {
    "no condition": { given: github(), violations: [`${AT}.Condition is []`] },
    "no principal, which AWS refuses": { given: role({}) },
  },
  unknown: {
    "a trust policy that names an output": {
      given: resource("aws:iam/role:Role", "deployer", { assumeRolePolicy: UNKNOWN }),
      remarks: ["deployer: Not determinable yet: assumeRolePolicy isn't known"],
    },
  },
  production: set(of("aws:iam/role:Role", "task"), { assumeRolePolicy: trustOf({ AWS: "*" }) }),
});
