import { hasBrokenImage } from "../../../../localcloud/services/ecs/broken-images";
import { storedImage } from "../../../../localcloud/services/registry/images";
import { CloudState } from "../../../../localcloud/state/cloud-state";

const REPOSITORY = "registry.proofpix.com/proofpix/enterprise";
const [GOOD, BROKEN] = [`sha256:${"1".repeat(64)}`, `sha256:${"2".repeat(64)}`];

describe("a broken image", () => {
  const cloud = CloudState.inMemory();
  cloud.put(storedImage(REPOSITORY, GOOD, ["1.1.0"]), storedImage(REPOSITORY, BROKEN, ["1.2.0-broken"]));

  it.each([
    [`${REPOSITORY}:1.1.0`, false],
    [`${REPOSITORY}:1.2.0-broken`, true],
    [`${REPOSITORY}@${GOOD}`, false],
    [`${REPOSITORY}@${BROKEN}`, true],
    [`${REPOSITORY}:unknown-broken`, true],
    [`${REPOSITORY}:broken-link-mended`, false],
  ])("is told by its tag, also where %s is deployed", (image, broken) => {
    const containerDefinitions = JSON.stringify([{ name: "application", image }]);

    expect(hasBrokenImage({ inputs: { containerDefinitions } }, cloud)).toBe(broken);
  });
});
