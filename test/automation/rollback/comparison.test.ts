import type { StateResource } from "../../../automation/engine/engine";
import { isUnexplained, stateDifferences } from "../../../automation/rollback/comparison";
import { revision } from "../support/fake-aws";
import { SERVICE_URN, serviceResource } from "../support/samples";

const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

const [ONE, ANOTHER] = ["1", "2"].map((digit) => `sha256:${digit.repeat(64)}`) as [string, string];

function definition(number: number, inputs: Readonly<Record<string, unknown>> = { family: "web" }): StateResource {
  const arn = revision(number);
  const type = "aws:ecs/taskDefinition:TaskDefinition";
  return { urn: "urn::definition", type, id: "web", inputs, outputs: { ...inputs, arn, revision: number } };
}

function queue(inputs: Readonly<Record<string, unknown>>): StateResource {
  return { urn: "urn::queue", type: "aws:sqs/queue:Queue", id: "queue", inputs, outputs: inputs };
}

describe("a state beside a checkpoint", () => {
  it("has no difference where both are the same", () => {
    const state = [definition(1), serviceResource(revision(1))];

    expect(stateDifferences(state, state)).toEqual([]);
  });

  it("names what the cloud named anew, with that reason", () => {
    const [before, after] = [1, 3].map((number) => [definition(number), serviceResource(revision(number))]);

    expect(stateDifferences(before ?? [], after ?? [])).toEqual([
      { urn: SERVICE_URN, path: "taskDefinition", reason: "names what the cloud named anew" },
    ]);
  });

  it("finds a name within a longer text, such as a policy", () => {
    const policy = (number: number) => queue({ policy: JSON.stringify({ Resource: revision(number) }) });
    const [difference] = stateDifferences([definition(1), policy(1)], [definition(3), policy(3)]);

    expect(difference).toMatchObject({ path: "policy", reason: "names what the cloud named anew" });
  });

  it("leaves an input without an explanation that just differs", () => {
    const differences = stateDifferences(
      [queue({ tags: { Owner: "platform" } })],
      [queue({ tags: { Owner: "another" } })],
    );

    expect(differences).toEqual([{ urn: "urn::queue", path: "tags.Owner" }]);
    expect(differences.every(isUnexplained)).toBe(true);
  });

  it("explains the number of tasks by scaling", () => {
    const scaled = serviceResource(revision(2), { inputs: { ...serviceResource().inputs, desiredCount: 5 } });

    expect(stateDifferences([serviceResource()], [scaled])).toEqual([
      { urn: SERVICE_URN, path: "desiredCount", reason: "scaling sets the number of tasks" },
    ]);
  });

  it("explains secrets, which are encrypted anew each time", () => {
    const secret = (ciphertext: string) => queue({ password: { ...SECRET, ciphertext } });

    expect(stateDifferences([secret("one")], [secret("another")])).toEqual([
      { urn: "urn::queue", path: "password.ciphertext", reason: "a secret, which is encrypted anew each time" },
    ]);
  });

  it.each([
    ["enterprise:1.0.0", `enterprise:1.0.0@${ONE}`, true],
    ['[{"image":"enterprise:1.0.0","name":"web"}]', `[{"image":"enterprise:1.0.0@${ONE}","name":"web"}]`, true],
    [`enterprise:1.0.0@${ONE}`, `enterprise:1.0.0@${ANOTHER}`, false],
    ["enterprise:1.0.0", `enterprise:1.1.0@${ONE}`, false],
    [`enterprise:1.0.0@${ONE}`, "enterprise:1.0.0", false],
  ])("explains an image that is pinned, as from %s to %s: %p", (was, is, isExplained) => {
    const [difference] = stateDifferences([queue({ image: was })], [queue({ image: is })]);

    expect(difference).toBeDefined();
    expect(difference?.reason).toBe(
      isExplained ? "an image, which is pinned by the digest that the release ran" : undefined,
    );
  });

  it("explains a provider that is missing or new, such as that of a registry for an image without a digest", () => {
    const provider = { urn: "urn::provider", type: "pulumi:providers:docker", id: "1", inputs: {} };
    const reason = "a provider of the program, nothing in the cloud";

    expect(stateDifferences([provider], [])).toEqual([{ urn: provider.urn, reason }]);
    expect(stateDifferences([], [provider])).toEqual([{ urn: provider.urn, reason }]);
  });

  it("names resources that are missing or new, and none that waits to be deleted", () => {
    const [one, another] = [queue({}), { ...queue({}), urn: "urn::another" }];

    expect(stateDifferences([one], [another])).toEqual([{ urn: "urn::queue" }, { urn: "urn::another" }]);
    expect(stateDifferences([one], [one, { ...another, delete: true }])).toEqual([]);
  });

  it("leaves the stack's own outputs and the SDK's notes aside", () => {
    const stack = (url: string) => ({ urn: "urn::stack", type: "pulumi:pulumi:Stack", inputs: { url } });

    expect(stateDifferences([stack("one"), queue({ __defaults: [] })], [stack("another"), queue({})])).toEqual([]);
  });
});
