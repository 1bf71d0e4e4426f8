import {
  ecrRepositoryArn,
  executionPolicy,
  type ExecutionNeeds,
} from "../../../components/container-service/execution-policy";

const DIGEST = `sha256:${"0".repeat(64)}`;
const ECR_IMAGE = `123456789012.dkr.ecr.eu-central-1.amazonaws.com/proofpix/enterprise@${DIGEST}`;
const LOG_GROUP = "arn:aws:logs:eu-central-1:123456789012:log-group:/ecs/shop";
const SECRET = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:database-AbCdEf";
const PARAMETER = "arn:aws:ssm:eu-central-1:123456789012:parameter/greeting";
const KEY = "arn:aws:kms:eu-central-1:123456789012:key/1";

const LOG_STATEMENT = {
  Effect: "Allow",
  Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
  Resource: `${LOG_GROUP}:*`,
};

function statements(needs: Partial<ExecutionNeeds>) {
  return executionPolicy({ images: [`nginx@${DIGEST}`], logGroupArn: LOG_GROUP, secretArns: [], keyArns: [], ...needs })
    .Statement;
}

describe("executionPolicy", () => {
  it("allows nothing but the service's own log for an image of another registry without secrets", () => {
    expect(statements({ keyArns: [KEY] })).toEqual([LOG_STATEMENT]);
  });

  it("allows to pull from the image's own ECR repository", () => {
    expect(statements({ images: [ECR_IMAGE] })).toEqual([
      LOG_STATEMENT,
      { Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
      {
        Effect: "Allow",
        Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        Resource: "arn:aws:ecr:eu-central-1:123456789012:repository/proofpix/enterprise",
      },
    ]);
  });

  it("allows to read exactly the given secrets and parameters, each once, without JSON keys", () => {
    const secretArns = [`${SECRET}:username::`, `${SECRET}:password::`, PARAMETER];

    expect(statements({ secretArns }).slice(1)).toEqual([
      { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: [SECRET] },
      { Effect: "Allow", Action: "ssm:GetParameters", Resource: [PARAMETER] },
    ]);
  });

  it("allows to read a secret of which only the name is known by all that AWS may have appended", () => {
    const secretArns = [`${SECRET.replace("-AbCdEf", "")}:username::`];

    expect(statements({ secretArns }).at(-1)?.Resource).toEqual([SECRET.replace("AbCdEf", "??????")]);
  });

  it("allows to decrypt under the given keys through the services that hold the secrets only", () => {
    const policy = statements({ secretArns: [SECRET, PARAMETER], keyArns: [KEY, `${KEY}2`, KEY] });

    expect(policy.at(-1)).toEqual({
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: [KEY, `${KEY}2`],
      Condition: {
        StringEquals: {
          "kms:ViaService": ["secretsmanager.eu-central-1.amazonaws.com", "ssm.eu-central-1.amazonaws.com"],
        },
      },
    });
  });

  it("names the endpoints of China by their own domain", () => {
    const secret = SECRET.replace("arn:aws:", "arn:aws-cn:").replace("eu-central-1", "cn-north-1");

    expect(statements({ secretArns: [secret], keyArns: [KEY] }).at(-1)?.Condition).toEqual({
      StringEquals: { "kms:ViaService": ["secretsmanager.cn-north-1.amazonaws.com.cn"] },
    });
  });

  it("names no resource by a wildcard but ECR's token, which takes none", () => {
    const policy = statements({ images: [ECR_IMAGE], secretArns: [SECRET, PARAMETER], keyArns: [KEY] });
    const unbounded = policy.filter((statement) => statement.Resource === "*").map((statement) => statement.Action);

    expect(unbounded).toEqual(["ecr:GetAuthorizationToken"]);
  });
});

describe("ecrRepositoryArn", () => {
  it.each([
    [ECR_IMAGE, "aws", "arn:aws:ecr:eu-central-1:123456789012:repository/proofpix/enterprise"],
    [
      `123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/shop:1@${DIGEST}`,
      "aws-cn",
      "arn:aws-cn:ecr:cn-north-1:123456789012:repository/shop",
    ],
    [
      `123456789012.dkr-ecr-fips.us-east-1.on.aws/proofpix/enterprise@${DIGEST}`,
      "aws",
      "arn:aws:ecr:us-east-1:123456789012:repository/proofpix/enterprise",
    ],
  ])("of %s is the repository's", (image, partition, arn) => {
    expect(ecrRepositoryArn(image, partition)).toBe(arn);
  });

  it.each([
    `registry.proofpix.com/proofpix/enterprise@${DIGEST}`,
    `public.ecr.aws/nginx/nginx@${DIGEST}`,
    `example.com/123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop@${DIGEST}`,
  ])("of %s is undefined: not a private repository of ECR", (image) => {
    expect(ecrRepositoryArn(image, "aws")).toBeUndefined();
  });
});
