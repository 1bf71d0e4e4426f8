import { keyPolicy } from "../../../components/encryption-key";
import { kmsKeyPolicyConfined as rule } from "../../../policies/rules/kms-key-policy-confined";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { keyStatement } from "../support/mutation";

function key(policy: unknown, type = "key:Key"): TestResource {
  return resource(`aws:kms/${type}`, "data", { policy });
}

function allowing(statement: object): string {
  return JSON.stringify({ Statement: [{ Effect: "Allow", Action: "kms:*", Resource: "*", ...statement }] });
}

const AT = "data: policy.Statement[0]";

describeRule(rule, {
  accepts: {
    "the account": { given: key(allowing({ Principal: { AWS: "arn:aws:iam::123456789012:root" } })) },
    "a service": { given: key(allowing({ Principal: { Service: "cloudwatch.amazonaws.com" } })) },
    "everybody of the account through EC2, as AWS's own key for volumes": {
      given: key(JSON.stringify(keyPolicy({ accountId: "123456789012", region: "eu-central-1" }))),
    },
    "everybody of an organization": {
      given: key(allowing({ Principal: "*", Condition: { StringEquals: { "aws:PrincipalOrgID": "o-example" } } })),
    },
    "to refuse everybody": { given: key(allowing({ Effect: "Deny", Principal: "*" })) },
  },
  refuses: {
    everybody: { given: key(allowing({ Principal: "*" })), violations: [`${AT}.Principal is "*"`] },
    "everybody, written as accounts, in a policy of its own": {
      given: key(allowing({ Principal: { AWS: ["*"] } }), "keyPolicy:KeyPolicy"),
      violations: [`${AT}.Principal is "*"`],
    },
    "everybody but some": {
      given: key(allowing({ NotPrincipal: { AWS: "arn:aws:iam::123456789012:user/eve" } })),
      violations: [`${AT}.NotPrincipal is ["arn:aws:iam::123456789012:user/eve"]`],
    },
  },
  boundaries: {
    "everybody through a service, which says how and not who": {
      given: key(
        allowing({
          Principal: { AWS: "*" },
          Condition: { StringEquals: { "kms:ViaService": "ec2.eu-central-1.amazonaws.com" } },
        }),
      ),
      violations: [`${AT}.Principal is "*"`],
    },
    "every account": {
      given: key(allowing({ Principal: "*", Condition: { StringLike: { "kms:CallerAccount": "*" } } })),
      violations: [`${AT}.Principal is "*"`],
    },
  },
  missing: { "no policy, which leaves the key to the account": { given: resource("aws:kms/key:Key", "data") } },
  unknown: {
    "a policy that names an output": {
      given: key(UNKNOWN),
      remarks: ["data: Not determinable yet: policy isn't known"],
    },
  },
  production: keyStatement({ Effect: "Allow", Principal: "*", Action: "kms:Decrypt", Resource: "*" }),
});
