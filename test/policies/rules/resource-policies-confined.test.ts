import { keyPolicy } from "../../../components/encryption-key";
import { resourcePoliciesConfined as rule } from "../../../policies/rules/resource-policies-confined";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { keyStatement } from "../support/mutation";

function key(policy: unknown, type = "key:Key"): TestResource {
  return resource(`aws:kms/${type}`, "data", { policy });
}

function allowing(statement: object): string {
  return JSON.stringify({ Statement: [{ Effect: "Allow", Action: "kms:*", Resource: "*", ...statement }] });
}

function open(type: string, property = "policy"): TestResource {
  return resource(type, "data", { [property]: allowing({ Principal: "*" }) });
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
    "services under a condition on the source": {
      given: resource("aws:sns/topicPolicy:TopicPolicy", "data", {
        policy: allowing({ Principal: "*", Condition: { StringEquals: { "AWS:SourceOwner": "123456789012" } } }),
      }),
    },
    "whoever mounts a file system from within its network": {
      given: resource("aws:efs/fileSystemPolicy:FileSystemPolicy", "data", {
        policy: allowing({
          Principal: { AWS: "*" },
          Condition: { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } },
        }),
      }),
    },
    "a distribution, by its origin access control": {
      given: resource("aws:s3/bucketPolicy:BucketPolicy", "data", {
        policy: allowing({
          Principal: { Service: "cloudfront.amazonaws.com" },
          Condition: { StringEquals: { "AWS:SourceArn": "arn:aws:cloudfront::123456789012:distribution/A" } },
        }),
      }),
    },
    "a function for one API": {
      given: [
        resource("aws:lambda/permission:Permission", "data", { principal: "apigateway.amazonaws.com" }),
        resource("aws:lambda/permission:Permission", "data", { principal: "*", principalOrgId: "o-1" }),
        resource("aws:lambda/permission:Permission", "data", { principal: "*", sourceArn: UNKNOWN }),
        resource("aws:lambda/functionUrl:FunctionUrl", "data", { authorizationType: "AWS_IAM" }),
      ],
    },
    "search domains that the network or a login closes": {
      given: [
        resource("aws:opensearch/domain:Domain", "data", {
          accessPolicies: allowing({ Principal: "*" }),
          vpcOptions: { subnetIds: ["subnet-1"] },
        }),
        resource("aws:opensearch/domain:Domain", "data", {
          accessPolicies: allowing({ Principal: { AWS: "*" } }),
          advancedSecurityOptions: { enabled: true, internalUserDatabaseEnabled: true },
        }),
      ],
    },
    "an image that one account may start": {
      given: resource("aws:ec2/amiLaunchPermission:AmiLaunchPermission", "data", { accountId: "123456789012" }),
    },
    "a service that each consumer is let into": {
      given: resource("aws:ec2/vpcEndpointService:VpcEndpointService", "data", {
        allowedPrincipals: ["*"],
        acceptanceRequired: true,
      }),
    },
    "a public API, which is as public without its policy": {
      given: resource("aws:apigateway/restApiPolicy:RestApiPolicy", "data", { policy: allowing({ Principal: "*" }) }),
    },
    "to refuse everybody": { given: key(allowing({ Effect: "Deny", Principal: "*" })) },
  },
  refuses: {
    everybody: { given: key(allowing({ Principal: "*" })), violations: [`${AT}.Principal is "*"`] },
    "everybody, written as accounts, in a policy of its own": {
      given: key(allowing({ Principal: { AWS: ["*"] } }), "keyPolicy:KeyPolicy"),
      violations: [`${AT}.Principal is "*"`],
    },
    "everybody to resources of any kind": {
      given: [
        open("aws:sns/topicPolicy:TopicPolicy"),
        open("aws:sqs/queue:Queue"),
        open("aws:ecr/repositoryPolicy:RepositoryPolicy"),
        open("aws:secretsmanager/secretPolicy:SecretPolicy"),
        open("aws:s3/bucketPolicy:BucketPolicy"),
        open("aws:s3/accessPoint:AccessPoint"),
        open("aws:cloudwatch/eventBusPolicy:EventBusPolicy"),
        open("aws:backup/vaultPolicy:VaultPolicy"),
        open("aws:dynamodb/resourcePolicy:ResourcePolicy"),
      ],
      violations: Array.from({ length: 9 }, () => `${AT}.Principal is "*"`) as [string, ...string[]],
    },
    "everybody, where the policy has another name": {
      given: [
        open("aws:codeartifact/domainPermissions:DomainPermissions", "policyDocument"),
        open("aws:opensearch/domain:Domain", "accessPolicies"),
        open("aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy", "accessPolicy"),
      ],
      violations: [
        'data: policyDocument.Statement[0].Principal is "*": everybody with an AWS account may use the package domain',
        "data: accessPolicies.Statement[0].Principal",
        "data: accessPolicy.Statement[0].Principal",
      ],
    },
    "functions that everybody may call": {
      given: [
        resource("aws:lambda/permission:Permission", "data", { principal: "*", action: "lambda:InvokeFunction" }),
        resource("aws:lambda/functionUrl:FunctionUrl", "data", { authorizationType: "NONE" }),
        resource("aws:lambda/layerVersionPermission:LayerVersionPermission", "data", { principal: "*" }),
      ],
      violations: [
        'data: principal is "*": everybody may use the function',
        'data: authorizationType is "NONE"',
        'data: principal is "*": everybody may use the layer',
      ],
    },
    "images, snapshots and documents for everybody": {
      given: [
        resource("aws:ec2/amiLaunchPermission:AmiLaunchPermission", "data", { group: "all" }),
        resource("aws:rds/snapshot:Snapshot", "data", { sharedAccounts: ["123456789012", "all"] }),
        resource("aws:ssm/document:Document", "data", { permissions: { type: "Share", accountIds: "All" } }),
        resource("aws:ec2/vpcEndpointService:VpcEndpointService", "data", {
          allowedPrincipals: ["*"],
          acceptanceRequired: false,
        }),
      ],
      violations: [
        'data: group is "all"',
        'data: sharedAccounts[1] is "all"',
        'data: permissions.accountIds is "All"',
        'data: allowedPrincipals[0] is "*"',
      ],
    },
    "everybody but some": {
      given: key(allowing({ NotPrincipal: { AWS: "arn:aws:iam::123456789012:user/eve" } })),
      violations: [`${AT}.NotPrincipal is ["arn:aws:iam::123456789012:user/eve"]`],
    },
  },
  boundaries: {
    "a search domain's policy apart, whose domain may be closed otherwise: a remark": {
      given: open("aws:opensearch/domainPolicy:DomainPolicy", "accessPolicies"),
      remarks: ["data: accessPolicies.Statement[0].Principal"],
    },
    "conditions that narrow nothing": {
      given: resource("aws:sqs/queuePolicy:QueuePolicy", "data", {
        policy: JSON.stringify({
          Statement: [
            { StringNotEquals: { "aws:SourceAccount": "123456789012" } },
            { IpAddress: { "aws:SourceIp": ["10.0.0.0/8", "0.0.0.0/0"] } },
            { StringEquals: { "aws:RequestedRegion": "eu-west-1" } },
          ].map((Condition) => ({ Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", Condition })),
        }),
      }),
      violations: [0, 1, 2].map((index) => `data: policy.Statement[${index}].Principal is "*"`),
    },
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
