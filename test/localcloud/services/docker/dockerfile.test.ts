import { ignoresOf } from "../../../../localcloud/services/docker/build-context";
import { hasStage, stagesOf, unknownInstruction } from "../../../../localcloud/services/docker/dockerfile";

const DOCKERFILE = `
# FROM nothing AS comment
ARG NODE_IMAGE=node:20
FROM --platform=$BUILDPLATFORM \${NODE_IMAGE} AS Build
COPY . .
from \\
  node:20 as production
FROM build
RUN echo "FROM here AS there"
`;

describe("a Dockerfile", () => {
  const stages = stagesOf(DOCKERFILE);

  it("has its stages in order, with lines that go on and words in any case", () => {
    expect(stages).toEqual([
      { base: "${NODE_IMAGE}", name: "build" },
      { base: "node:20", name: "production" },
      { base: "build", name: undefined },
    ]);
  });

  it.each([
    ["build", true],
    ["PRODUCTION", true],
    ["2", true],
    ["3", false],
    ["comment", false],
    ["there", false],
  ])("has a stage %s: %s", (target, expected) => {
    expect(hasStage(stages, target)).toBe(expected);
  });

  it("without an instruction has none", () => {
    expect(stagesOf("# only a comment\n")).toEqual([]);
  });
});

describe("a .dockerignore", () => {
  it.each([
    ["node_modules", "node_modules/a/index.js", true],
    ["node_modules", "packages/node_modules/a.js", false],
    ["**/node_modules", "packages/node_modules/a.js", true],
    ["**/node_modules", "node_modules/a.js", true],
    ["*.md", "README.md", true],
    ["*.md", "docs/README.md", false],
    ["**/*.md", "docs/README.md", true],
    ["/dist/", "dist/index.js", true],
    ["secret?.txt", "secret1.txt", true],
    ["secret?.txt", "secret.txt", false],
    ["a.b", "aXb", false],
    ["# dist", "dist/index.js", false],
    ["", "dist/index.js", false],
  ])("%j leaves out %s: %s", (pattern, path, expected) => {
    expect(ignoresOf(pattern)(path)).toBe(expected);
  });

  it("takes back what a later line excepts", () => {
    const ignores = ignoresOf("*\n!src\nsrc/secret.ts\n");

    expect(["package.json", "src/index.ts", "src/secret.ts"].filter(ignores)).toEqual([
      "package.json",
      "src/secret.ts",
    ]);
  });
});

describe("an instruction that Docker doesn't know", () => {
  it.each([
    ["RUNN npm ci", "RUNN"],
    ["run npm ci", undefined],
    ["RUN npm ci \\\n  && npm run build", undefined],
    ["# syntax=docker/dockerfile:1\nARG A", undefined],
    ["COPY <<EOF /etc/motd\nwelcome\nEOF", undefined],
  ])("in %j is %s", (content, expected) => {
    expect(unknownInstruction(content)).toBe(expected);
  });
});
