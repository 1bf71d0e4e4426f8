import { ContainerService } from "../../../components/container-service";
import { revisionProblem } from "../../../components/container-service/running-revision";
import { deploy } from "../../support/deploy";
import { WORKER } from "./support";

const FAMILY = "arn:aws:ecs:eu-central-1:123456789012:task-definition/shop-web";

describe("revisionProblem", () => {
  it("is none while ECS runs what it was told to", () => {
    expect(revisionProblem({ serviceName: "shop", runs: `${FAMILY}:4`, asked: `${FAMILY}:4` })).toBeUndefined();
  });

  it("names both revisions and the next step after a rollback", () => {
    const problem = revisionProblem({ serviceName: "shop-web-1a2b3c4", runs: `${FAMILY}:4`, asked: `${FAMILY}:5` });

    expect(problem).toMatch(/^the service shop-web-1a2b3c4 runs shop-web:4, and not shop-web:5 as Pulumi's state says/);
    expect(problem).toContain("run `pulumi up --refresh`");
  });

  it("is none where a transform names a family, of which any revision may run", () => {
    expect(revisionProblem({ serviceName: "shop", runs: `${FAMILY}:4`, asked: "shop-web" })).toBeUndefined();
    expect(revisionProblem({ serviceName: "shop", runs: `${FAMILY}:4`, asked: undefined })).toBeUndefined();
  });
});

describe("a service whose revisions others deploy, by a transform", () => {
  it("is left alone", async () => {
    const asked = jest.fn();
    await deploy(
      () =>
        new ContainerService("shop-web", {
          ...WORKER,
          transform: { service: (_args, options) => void (options.ignoreChanges = ["taskDefinition"]) },
        }),
      { calls: { "aws:ecs/getService:getService": asked } },
    );

    expect(asked).not.toHaveBeenCalled();
  });
});
