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

/** What Node prints of an error that ends a program. */
function stackOf(throwing: () => void): string {
  try {
    throwing();
  } catch (error) {
    return error instanceof Error ? (error.stack ?? "") : "";
  }
  return "";
}

describe("requireValid", () => {
  it("throws once, with everything that is wrong and whose arguments they are", () => {
    const check = () => {
      requireValid("planJobs", "jobs", { size: 0 }, ({ size }, problems) => {
        problems.require(size > 0, "size", `must be more than 0, got ${size}`);
        problems.add("name", "is missing");
      });
    };

    expect(check).toThrow(pulumi.InputPropertiesError);
  });

  it("says every reason in the message, which is all that Node, jest and the Automation API show", () => {
    const check = () => {
      requireValid("planJobs", "jobs", {}, (_, problems) => {
        problems.add("size", "must be more than 0, got -1");
        problems.add("name", "is missing");
      });
    };
    const message =
      'Invalid arguments for planJobs "jobs" (2 problems):\n  - size: must be more than 0, got -1\n  - name: is missing';

    expect(check).toThrow(new Error(message));
    expect(stackOf(check)).toContain(message);
  });

  it("counts a single problem as one", () => {
    const check = () => {
      requireValid("planJobs", "jobs", {}, (_, problems) => {
        problems.add("name", "is missing");
      });
    };

    expect(check).toThrow(new Error('Invalid arguments for planJobs "jobs" (1 problem):\n  - name: is missing'));
  });

  it("passes what is right", () => {
    expect(() => {
      requireValid("ContainerCluster", "jobs", {}, () => undefined);
    }).not.toThrow();
  });
});
