import { secretReference } from "../../../components/container-service/secret-reference";

const SECRET = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/database-AbCdEf";
const PARAMETER = "arn:aws:ssm:eu-central-1:123456789012:parameter/shop/greeting";

describe("secretReference", () => {
  it.each([SECRET, `${SECRET}:password::`, `${SECRET}:password:AWSPREVIOUS:`, `${SECRET}:::version`])(
    "finds the secret behind %s",
    (valueFrom) => {
      expect(secretReference(valueFrom)).toEqual({
        service: "secretsmanager",
        partition: "aws",
        region: "eu-central-1",
        arn: SECRET,
      });
    },
  );

  it("finds an SSM parameter, in any partition", () => {
    expect(secretReference(PARAMETER.replace("arn:aws:", "arn:aws-us-gov:"))).toEqual({
      service: "ssm",
      partition: "aws-us-gov",
      region: "eu-central-1",
      arn: PARAMETER.replace("arn:aws:", "arn:aws-us-gov:"),
    });
  });

  it.each([
    "hunter2",
    "",
    `${SECRET}:password`,
    `${SECRET}:password:`,
    `${SECRET}:a:b:c:d`,
    "arn:aws:secretsmanager:eu-central-1:1234:secret:shop",
    "arn:aws:ssm:eu-central-1:123456789012:parameter/",
    "arn:aws:s3:::bucket",
    ` ${SECRET}`,
  ])("doesn't understand %j", (valueFrom) => {
    expect(secretReference(valueFrom)).toBeUndefined();
  });
});
