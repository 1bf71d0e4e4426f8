import { hasBrokenImage } from "../../../../localcloud/services/ecs/broken-images";
import { storedImage } from "../../../../localcloud/services/registry/images";
import { CloudState } from "../../../../localcloud/state/cloud-state";

const REPOSITORY = "registry.proofpix.com/proofpix/enterprise";
const [GOOD, BROKEN, BROKEN_TASK] = ["1", "2", "3"].map((digit) => `sha256:${digit.repeat(64)}`) as [
  string,
  string,
  string,
];

describe("a broken image", () => {
  const cloud = CloudState.inMemory();
  cloud.put(
    ...[storedImage(REPOSITORY, GOOD, ["1.1.0"]), storedImage(REPOSITORY, BROKEN, ["1.2.0-broken"])],
    storedImage(REPOSITORY, BROKEN_TASK, ["1.3.0-broken-task"]),
  );

  it.each([
    [`${REPOSITORY}:1.1.0`, []],
    [`${REPOSITORY}:1.2.0-broken`, ["service"]],
    [`${REPOSITORY}:1.3.0-broken-task`, ["one-off task"]],
    [`${REPOSITORY}@${GOOD}`, []],
    [`${REPOSITORY}@${BROKEN}`, ["service"]],
    [`${REPOSITORY}@${BROKEN_TASK}`, ["one-off task"]],
    [`${REPOSITORY}:unknown-broken`, ["service"]],
    [`${REPOSITORY}:broken-link-mended`, []],
  ])("is told by its tag, also where %s is deployed: it ends a %p", (image, ended) => {
    const containerDefinitions = JSON.stringify([{ name: "application", image }]);

    const ends = (task: { readonly serviceArn?: string }): boolean =>
      hasBrokenImage(task, { inputs: { containerDefinitions } }, cloud);

    expect(ends({ serviceArn: "arn:aws:ecs:eu-west-1:123456789012:service/shop/web" })).toBe(ended.includes("service"));
    expect(ends({})).toBe(ended.includes("one-off task"));
  });
});
