import { describeLimits } from "../../limits/inputs";
import { describeRules, describeWarnings, inLocalCloud, itRefuses, itWarns, type TestCloud } from "../../support";
import { SAMPLES } from "../serverlessrepo/samples";

const SECRET = "aws:secretsmanager/secret:Secret";
const SECRET_VERSION = "aws:secretsmanager/secretVersion:SecretVersion";
const ROTATION = "aws:secretsmanager/secretRotation:SecretRotation";
const STACK = "aws:serverlessrepository/cloudFormationStack:CloudFormationStack";
const KEY = "aws:kms/key:Key";

/** The example of the AWS Secrets Manager User Guide, "JSON structure", of RDS for PostgreSQL. */
const VALUE = { engine: "postgres", host: "shop.example.com", username: "shop", password: "hunter2", dbname: "shop" };

function prepared(cloud: TestCloud) {
  const key = cloud.create(KEY, {});
  cloud.create("aws:kms/alias:Alias", { name: "alias/shop", targetKeyId: key.id });
  cloud.create("aws:cloudwatch/logGroup:LogGroup", { name: "/aws/lambda/database-rotation" });
  const sample = SAMPLES[STACK] ?? {};
  const kmsKeyArn = key.computed.arn;
  const stack = cloud.create(STACK, {
    ...sample,
    parameters: { ...(sample.parameters as Record<string, string>), kmsKeyArn },
  });
  const secret = (name: string, value?: object, kmsKeyId: unknown = kmsKeyArn) => {
    const { id } = cloud.create(SECRET, { name, kmsKeyId });
    if (value !== undefined) cloud.create(SECRET_VERSION, { secretId: id, secretString: JSON.stringify(value) });
    return id;
  };
  const leaving = cloud.create(SECRET, { name: "leaving" });
  cloud.delete(leaving);
  const { RotationLambdaARN } = cloud.outputs(stack).outputs as Record<string, string>;
  return {
    secret,
    leaving: leaving.id,
    farKey: cloud.create(KEY, {}).computed.arn,
    inputs: {
      secretId: secret("database", VALUE),
      rotationLambdaArn: RotationLambdaARN,
      rotateImmediately: false,
      rotationRules: { automaticallyAfterDays: 30, duration: "4h" },
    },
  };
}

function rules(automaticallyAfterDays: number | undefined, duration?: string) {
  return {
    rotationRules: {
      ...(automaticallyAfterDays !== undefined && { automaticallyAfterDays }),
      ...(duration !== undefined && { duration }),
    },
  };
}

describeLimits(ROTATION, [
  ["rotationRules.automaticallyAfterDays", 1001, 1000, "ValidationException", "less than or equal to 1000"],
  ["rotationRules.automaticallyAfterDays", 0, 1, "ValidationException", "greater than or equal to 1"],
  ["rotationRules.duration", "25h", "24h", "ValidationException", "must not extend into the next UTC day"],
]);

describeRules(ROTATION, prepared, [
  ["no schedule", rules(undefined, "4h"), rules(30), "InvalidParameterException", "must be specified (rotationRules)"],
  [
    "a secret that isn't there",
    { secretId: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:none-abcdef" },
    { secretId: "database" },
    "ResourceNotFoundException",
    "can't find the specified secret",
  ],
  [
    "a secret that was deleted",
    ({ leaving }) => ({ secretId: leaving }),
    {},
    "InvalidRequestException",
    "because it was marked for deletion",
  ],
  [
    "a secret without a function",
    { rotationLambdaArn: undefined },
    {},
    "InvalidRequestException",
    "No Lambda rotation function ARN is associated with this secret. (rotationLambdaArn)",
  ],
  [
    "a function that isn't there",
    { rotationLambdaArn: "arn:aws:lambda:eu-west-1:123456789012:function:none" },
    {},
    "AccessDeniedException",
    "cannot invoke the specified Lambda function",
  ],
]);

describeWarnings(ROTATION, prepared, [
  [
    "a secret without a value",
    ({ secret }) => ({ secretId: secret("empty") }),
    {},
    "can't find the specified secret value for staging label: AWSCURRENT",
  ],
  [
    "a value that names no host",
    ({ secret }) => ({ secretId: secret("homeless", { ...VALUE, host: undefined }) }),
    ({ secret }) => ({ secretId: secret("nameless", { ...VALUE, dbname: undefined }) }),
    "host key is missing from secret JSON (secretId)",
  ],
  [
    "a value of another engine",
    ({ secret }) => ({ secretId: secret("other", { ...VALUE, engine: "mysql" }) }),
    {},
    "Database engine must be set to 'postgres'",
  ],
  [
    "a secret under a key that the function may not use",
    ({ secret, farKey }) => ({ secretId: secret("far", VALUE, farKey) }),
    ({ secret }) => ({ secretId: secret("near", VALUE, "alias/shop") }),
    "give the key's ARN as the application's parameter kmsKeyArn (rotationLambdaArn)",
  ],
]);

describe("the rotation of a secret", () => {
  it("is known by the secret's ARN, and changes its schedule in place", () => {
    const cloud = inLocalCloud();
    const { inputs } = prepared(cloud);
    const rotation = cloud.create(ROTATION, inputs);

    expect(rotation.id).toBe(inputs.secretId);
    expect(cloud.update(rotation, rules(60, "2h")).id).toBe(rotation.id);
  });

  itWarns(
    "a second one of the same secret",
    (cloud) => {
      const { inputs } = prepared(cloud);
      cloud.create(ROTATION, inputs);
      cloud.create(ROTATION, inputs);
    },
    "the second one overwrites the first",
  );

  itRefuses(
    "to lose its function",
    (cloud) => {
      const { inputs } = prepared(cloud);
      const rotation = cloud.create(ROTATION, inputs);
      return {
        violation: () => cloud.update(rotation, { rotationLambdaArn: undefined }),
        neighbour: () => cloud.update(rotation, rules(7)),
      };
    },
    "InvalidRequestException",
    "No Lambda rotation function ARN",
  );

  it.each([
    [{ rotationRules: { scheduleExpression: "rate(10 days)" } }, "schedule expressions of rotations"],
    [{ rotationEnabled: false }, "rotations that are switched off"],
    [{ externalSecretRotationRoleArn: "arn:aws:iam::123456789012:role/partner" }, "partners' secrets"],
  ])("with %j is not modelled", (changed, what) => {
    const cloud = inLocalCloud();
    const { inputs } = prepared(cloud);

    expect(() => cloud.create(ROTATION, { ...inputs, ...changed })).toThrow(`doesn't model ${what}`);
  });
});
