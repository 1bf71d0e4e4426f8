import { revisionsIn, revisionsToDeregister } from "../../../automation/clean-up/revisions";
import { revision } from "../support/fake-aws";

/** Revisions from one to another. */
function from(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => revision(first + index));
}

describe("old revisions of a task definition", () => {
  it("are those after the newest ten, by number and not by text", () => {
    expect(revisionsToDeregister(from(1, 12), new Set())).toEqual([revision(2), revision(1)]);
  });

  it("are none where there are ten", () => {
    expect(revisionsToDeregister(from(1, 10), new Set())).toEqual([]);
  });

  it("stay where something needs them", () => {
    expect(revisionsToDeregister(from(1, 12), new Set([revision(1)]))).toEqual([revision(2)]);
  });

  it("are found in a text, in every partition", () => {
    const china = "arn:aws-cn:ecs:cn-north-1:123456789012:task-definition/web-1_a:3";
    const text = JSON.stringify([
      revision(2),
      { arn: china, family: "web", other: "arn:aws:ecs:eu-west-1:1:service/a" },
    ]);

    expect(revisionsIn(text)).toEqual([revision(2), china]);
  });
});
