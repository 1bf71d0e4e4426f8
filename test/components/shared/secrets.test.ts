import { isSecretArn, SECRET_ID, secretReference, WHOLE_VALUE_FROM } from "../../../components/shared/secrets";

const SECRET = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/database-AbCdEf";
const PARAMETER = "arn:aws:ssm:eu-central-1:123456789012:parameter/shop/greeting";

describe("secretReference", () => {
  it.each([
    [SECRET, undefined],
    [`${SECRET}:password::`, "password"],
    [`${SECRET}:password:AWSPREVIOUS:`, "password"],
    [`${SECRET}:::version`, undefined],
  ])("finds the secret behind %s, and the key %s in its JSON", (valueFrom, jsonKey) => {
    expect(secretReference(valueFrom)).toEqual({
      service: "secretsmanager",
      partition: "aws",
      region: "eu-central-1",
      arn: SECRET,
      jsonKey,
    });
  });

  it("stands for the whole ARN by a pattern, as permissions go by it", () => {
    const partial = SECRET.replace("-AbCdEf", "");

    expect(secretReference(`${partial}:password::`)).toMatchObject({ arn: `${partial}-??????`, jsonKey: "password" });
  });

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

describe("WHOLE_VALUE_FROM", () => {
  it.each([SECRET, `${SECRET}:password::`, PARAMETER, SECRET.replace("arn:aws:", "arn:aws-us-gov:")])(
    "takes %s",
    (valueFrom) => {
      expect(valueFrom).toMatch(WHOLE_VALUE_FROM);
    },
  );

  it.each([SECRET.replace("-AbCdEf", ""), `${SECRET}:password`, `x${PARAMETER}`, `${PARAMETER} `, "hunter2"])(
    "leaves out %j",
    (valueFrom) => {
      expect(valueFrom).not.toMatch(WHOLE_VALUE_FROM);
    },
  );
});

describe("a secret's id", () => {
  it.each(["shop/database", SECRET, SECRET.replace("-AbCdEf", "")])("may be %s", (id) => {
    expect(id).toMatch(SECRET_ID);
  });

  it.each(["", "shop database", PARAMETER, `${SECRET}:password::`, "a".repeat(513)])("can't be %j", (id) => {
    expect(id).not.toMatch(SECRET_ID);
  });

  it.each([
    [SECRET, true],
    [`${SECRET}:password::`, false],
    [`${SECRET}:::`, false],
    ["shop/database", false],
    [PARAMETER, false],
  ])("is an ARN alone: %s, %p", (id, expected) => {
    expect(isSecretArn(id)).toBe(expected);
  });
});
