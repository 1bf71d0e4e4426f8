import { imagesOf, pinned } from "../../../automation/rollback/image-pins";

const DIGEST = `sha256:${"1".repeat(64)}`;
const OTHER = `sha256:${"2".repeat(64)}`;
const TEXT = `config:
  proofpix:image: registry.example/shop:1.0
  proofpix:services:
    - name: web
    - name: worker
      image: registry.example/worker:7
`;

function definition(image: string, more = {}) {
  return {
    urn: `urn::${image}`,
    type: "aws:ecs/taskDefinition:TaskDefinition",
    inputs: { containerDefinitions: JSON.stringify([{ name: "application", image }]) },
    ...more,
  };
}

describe("images of a release", () => {
  it("are pinned to the digests that its task definitions name", () => {
    const byReference = imagesOf([
      definition(`registry.example/shop:1.0@${DIGEST}`),
      definition(`registry.example/worker:7@${OTHER}`),
    ]);

    expect(pinned(TEXT, "proofpix", { byService: {}, byReference })).toBe(
      TEXT.replace("shop:1.0", `shop:1.0@${DIGEST}`).replace("worker:7", `worker:7@${OTHER}`),
    );
  });

  it("are pinned to the digests of its record", () => {
    const byService = { web: DIGEST, worker: OTHER };

    expect(pinned(TEXT, "proofpix", { byService, byReference: {} })).toBe(
      TEXT.replace("shop:1.0", `shop:1.0@${DIGEST}`).replace("worker:7", `worker:7@${OTHER}`),
    );
  });

  it("stay as they are where they name a digest, or where none is known", () => {
    const text = TEXT.replace("shop:1.0", `shop:1.0@${OTHER}`);

    expect(pinned(text, "proofpix", { byService: { web: DIGEST }, byReference: {} })).toBe(text);
    expect(pinned(TEXT, "proofpix", { byService: {}, byReference: {} })).toBe(TEXT);
  });

  it("aren't taken from task definitions that wait to be deleted, or that name no digest", () => {
    expect(imagesOf([definition(`registry.example/shop:1.0@${DIGEST}`, { delete: true })])).toEqual({});
    expect(imagesOf([definition("registry.example/shop:1.0")])).toEqual({});
  });
});
