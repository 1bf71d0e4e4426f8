import { ArgumentProblems } from "../../../components/shared/validation";
import { keysOfArguments } from "../../../stacks/configuration/translation";
import { text } from "../../../stacks/configuration/schema/fields";

const KEY = text(/./, { description: "A key.", allowed: "a text", changing: "nothing" });

describe("keysOfArguments", () => {
  const keyOf = keysOfArguments({ port: KEY, healthCheck: KEY }, { renamed: { emailRecipients: "alarmRecipients" } });

  it.each([
    ["port", "port"],
    ["healthCheck.timeout", "healthCheck.timeout"],
    ["emailRecipients[0]", "alarmRecipients[0]"],
    ["tags.Name", undefined],
    ["constructor", undefined],
  ])("finds for %s the key %s", (argument, key) => {
    expect(keyOf(argument)).toBe(key);
  });

  it("finds keys below a group", () => {
    expect(keysOfArguments({ port: KEY }, { below: "services[0]" })("port")).toBe("services[0].port");
  });

  it("leaves out what comes from none of the keys, in problems too", () => {
    const problems = new ArgumentProblems();
    problems.at(keyOf).add("tags.Name", "must be another");
    problems
      .at((key) => `proofpix:${key}`)
      .at(keyOf)
      .add("emailRecipients[0]", "must be an address");

    expect(problems.all).toEqual([{ propertyPath: "proofpix:alarmRecipients[0]", reason: "must be an address" }]);
  });
});
