import * as pulumi from "@pulumi/pulumi";
import { ArgumentProblems, requireValid } from "../../../components/shared/validation";

describe("ArgumentProblems", () => {
  it("keeps problems in the order in which they are found", () => {
    const problems = new ArgumentProblems();
    problems.add("cpu", "must be less");
    problems.require(true, "memory", "must be more");
    problems.attempt("image", () => {
      throw new Error("must have a tag");
    });

    expect(problems.all).toEqual([
      { propertyPath: "cpu", reason: "must be less" },
      { propertyPath: "image", reason: "must have a tag" },
    ]);
  });

  it("records under translated paths what is found by those who know the arguments by others", () => {
    const problems = new ArgumentProblems();
    const inService = problems.at((path) => `services[0].${path}`);
    inService.at((path) => `healthCheck.${path}`).add("timeout", "must be less");

    expect(problems.all).toEqual([{ propertyPath: "services[0].healthCheck.timeout", reason: "must be less" }]);
  });
});

describe("requireValid", () => {
  it("throws once, with everything that is wrong and whose arguments they are", () => {
    const check = () => {
      requireValid("Queue", "jobs", { size: 0 }, ({ size }, problems) => {
        problems.require(size > 0, "size", `must be more than 0, got ${size}`);
        problems.add("name", "is missing");
      });
    };

    expect(check).toThrow('Invalid arguments for Queue "jobs"');
    expect(check).toThrow(pulumi.InputPropertiesError);
  });

  it("passes what is right", () => {
    expect(() => {
      requireValid("Queue", "jobs", {}, () => undefined);
    }).not.toThrow();
  });
});
