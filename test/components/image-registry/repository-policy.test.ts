import fc from "fast-check";
import { isPrincipal, repositoryPolicy } from "../../../components/image-registry/repository-policy";

const ROLE = "arn:aws:iam::123456789012:role/deployment";

describe("repositoryPolicy", () => {
  it("lets pull principals read images and resolve their tags, and no more", () => {
    expect(repositoryPolicy({ pull: [ROLE], push: [] }).Statement).toEqual([
      {
        Sid: "Pull",
        Effect: "Allow",
        Principal: { AWS: [ROLE] },
        Action: [
          "ecr:BatchCheckLayerAvailability",
          "ecr:BatchGetImage",
          "ecr:GetDownloadUrlForLayer",
          "ecr:DescribeImages",
        ],
      },
    ]);
  });

  it("lets push principals upload images, and neither delete nor download them", () => {
    expect(repositoryPolicy({ pull: [], push: [ROLE] }).Statement).toEqual([
      {
        Sid: "Push",
        Effect: "Allow",
        Principal: { AWS: [ROLE] },
        Action: [
          "ecr:BatchCheckLayerAvailability",
          "ecr:BatchGetImage",
          "ecr:CompleteLayerUpload",
          "ecr:InitiateLayerUpload",
          "ecr:PutImage",
          "ecr:UploadLayerPart",
        ],
      },
    ]);
  });

  it("keeps the two apart", () => {
    const policy = repositoryPolicy({ pull: ["123456789012"], push: [ROLE] });

    expect(policy.Statement.map(({ Sid, Principal }) => [Sid, Principal])).toEqual([
      ["Pull", { AWS: ["123456789012"] }],
      ["Push", { AWS: [ROLE] }],
    ]);
  });
});

describe("isPrincipal", () => {
  it.each([
    ROLE,
    "arn:aws:iam::123456789012:role/teams/platform/deployment",
    "arn:aws-cn:iam::123456789012:role/deployment",
    "123456789012",
  ])("takes %s", (principal) => {
    expect(isPrincipal(principal)).toBe(true);
  });

  it.each([
    "*",
    "arn:aws:iam::*:role/deployment",
    "arn:aws:iam::123456789012:role/*",
    "arn:aws:iam::123456789012:role/",
    "arn:aws:iam::123456789012:user/someone",
    "arn:aws:s3:::123456789012:role/deployment",
    "12345678901",
    "1234567890123",
    " 123456789012",
    "",
  ])("refuses %j", (principal) => {
    expect(isPrincipal(principal)).toBe(false);
  });

  it("never takes a wildcard", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        expect(isPrincipal(`${before}*${after}`)).toBe(false);
      }),
    );
  });
});
