import fc from "fast-check";
import { repositoryNameProblem } from "../../../components/image-registry/repository-name";

const word = fc.stringMatching(/^[a-z0-9]{1,12}$/);
const component = fc
  .tuple(word, fc.array(fc.tuple(fc.constantFrom(".", "_", "-"), word), { maxLength: 3 }))
  .map(([first, rest]) => first + rest.flat().join(""));
const repositoryName = fc
  .array(component, { minLength: 1, maxLength: 4 })
  .map((components) => components.join("/"))
  .filter((name) => name.length >= 2);

describe("repositoryNameProblem", () => {
  it("takes what the grammar of Amazon ECR makes", () => {
    fc.assert(
      fc.property(repositoryName, (name) => {
        expect(repositoryNameProblem(name)).toBeUndefined();
      }),
    );
  });

  it("refuses a name with a character that the grammar lacks", () => {
    const foreign = fc.stringMatching(/^[^a-z0-9._/-]$/u);
    fc.assert(
      fc.property(repositoryName, foreign, (name, character) => {
        expect(repositoryNameProblem(`${name}${character}a`)).toContain("must be lower-case letters");
      }),
    );
  });

  it.each(["-ab", "ab-", "a//b", "/ab", "ab/", "a..b", "a__b", "a.-b", "Proofpix/enterprise", "ab\n"])(
    "refuses %j",
    (name) => {
      expect(repositoryNameProblem(name)).toContain(JSON.stringify(name));
    },
  );

  it("holds the length between 2 and 256", () => {
    const wrong = [1, 257].map((length) => repositoryNameProblem("a".repeat(length)));
    const right = [2, 256].map((length) => repositoryNameProblem("a".repeat(length)));

    expect(wrong).toEqual(["must have 2 to 256 characters, got 1", "must have 2 to 256 characters, got 257"]);
    expect(right).toEqual([undefined, undefined]);
  });
});
