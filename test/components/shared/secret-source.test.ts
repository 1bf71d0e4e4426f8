import * as pulumi from "@pulumi/pulumi";
import { secretArnOf, type SecretSource, valuesFrom } from "../../../components/shared/secret-source";

/** An example of Amazon ECS Developer Guide, "Pass Secrets Manager secrets through Amazon ECS environment variables". */
const ARN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:appauthexample-AbCdEf";
const VERSION = "9d4cb84b-ad69-40c0-a0ab-cead36b967e8";

function known<T>(input: pulumi.Input<T>): Promise<T> {
  return new Promise((resolve) => {
    pulumi.output(input).apply((value) => {
      resolve(value as T);
    });
  });
}

describe("the source of a container's secret", () => {
  const versions: readonly (readonly [string, SecretSource])[] = [
    ["texts", { secretArn: ARN, versionId: VERSION }],
    ["outputs", { secretArn: pulumi.output(ARN), versionId: pulumi.output(VERSION) }],
  ];

  it.each(versions)("is a version of a secret, told by %s", async (_, source) => {
    expect(await known(valuesFrom({ KEY: source }).KEY ?? "")).toBe(`${ARN}:::${VERSION}`);
    expect(await known(secretArnOf(source))).toBe(ARN);
  });

  it.each([
    ["a text", `${ARN}:username1::`],
    ["an output", pulumi.output(`${ARN}:username1::`)],
    ["a promise", Promise.resolve(`${ARN}:username1::`)],
  ])("is left as it is where it is %s", async (_, source) => {
    expect(await known(valuesFrom({ KEY: source }).KEY ?? "")).toBe(`${ARN}:username1::`);
    expect(await known(secretArnOf(source))).toBe(`${ARN}:username1::`);
  });

  it("may be missing", () => {
    expect(valuesFrom(undefined)).toEqual({});
  });
});
