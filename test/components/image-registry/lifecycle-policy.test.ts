import { lifecyclePolicy } from "../../../components/image-registry/lifecycle-policy";

describe("lifecyclePolicy", () => {
  const { rules } = lifecyclePolicy({ taggedImages: 30, untaggedDays: 7 });

  it("expires untagged images by age", () => {
    expect(rules[0]?.selection).toEqual({
      tagStatus: "untagged",
      countType: "sinceImagePushed",
      countUnit: "days",
      countNumber: 7,
    });
  });

  it("keeps the newest tagged images, whatever their tags", () => {
    expect(rules[1]?.selection).toEqual({
      tagStatus: "tagged",
      tagPatternList: ["*"],
      countType: "imageCountMoreThan",
      countNumber: 30,
    });
  });

  it("only expires, under priorities of their own", () => {
    expect(rules.map((rule) => rule.action)).toEqual([{ type: "expire" }, { type: "expire" }]);
    expect(rules.map((rule) => rule.rulePriority)).toEqual([1, 2]);
  });
});
